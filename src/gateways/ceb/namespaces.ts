/** XML namespaces of a message, by which elements are known; prefixes are the writer's choice. */

/** Of every element of the family. */
export const CEB = "http://www.chinaport.gov.cn/ceb";
/** Of an XML signature. */
export const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
/** Of hints to schema checkers, which mean nothing here. */
export const SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
