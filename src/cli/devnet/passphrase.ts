/** A devnet's keys protect nothing, so their passphrase is empty; the files are encrypted all the same. */
export const DEVNET_PASSPHRASE = "";
