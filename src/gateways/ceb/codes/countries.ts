import { openTable, rows } from "./table.ts";

/**
 * Countries and regions (国别（地区）代码表) in three digits. Published by GACC in JGS-20 海关业务代码集 and used in its trade
 * statistics; two public copies of it agree on these. Declarations of general trade have used letters since 2018; these
 * messages have kept the digits. ISO codes are ours, absent for what is no single entry of ISO 3166-1. Codes of whole
 * continents are left out, and so are those that other copies have not.
 */
export const countries = openTable(
  { of: "country or region", form: /^[0-9]{3}$/u, formWords: "three digits" },
  rows(
    `
    101 AF 阿富汗; 102 BH 巴林; 103 BD 孟加拉国; 104 BT 不丹; 105 BN 文莱; 106 MM 缅甸; 107 KH 柬埔寨
    108 CY 塞浦路斯; 109 KP 朝鲜; 110 HK 中国香港; 111 IN 印度; 112 ID 印度尼西亚; 113 IR 伊朗
    114 IQ 伊拉克; 115 IL 以色列; 116 JP 日本; 117 JO 约旦; 118 KW 科威特; 119 LA 老挝; 120 LB 黎巴嫩
    121 MO 中国澳门; 122 MY 马来西亚; 123 MV 马尔代夫; 124 MN 蒙古; 125 NP 尼泊尔; 126 OM 阿曼
    127 PK 巴基斯坦; 128 PS 巴勒斯坦; 129 PH 菲律宾; 130 QA 卡塔尔; 131 SA 沙特阿拉伯; 132 SG 新加坡
    133 KR 韩国; 134 LK 斯里兰卡; 135 SY 叙利亚; 136 TH 泰国; 137 TR 土耳其; 138 AE 阿联酋; 139 YE 也门
    141 VN 越南; 142 CN 中国; 143 TW 台澎金马关税区; 144 TL 东帝汶; 145 KZ 哈萨克斯坦
    146 KG 吉尔吉斯斯坦; 147 TJ 塔吉克斯坦; 148 TM 土库曼斯坦; 149 UZ 乌兹别克斯坦; 199 - 亚洲其他国家(地区)
    201 DZ 阿尔及利亚; 202 AO 安哥拉; 203 BJ 贝宁; 204 BW 博茨瓦纳; 205 BI 布隆迪; 206 CM 喀麦隆
    207 - 加那利群岛; 208 CV 佛得角; 209 CF 中非; 210 - 塞卜泰; 211 TD 乍得; 212 KM 科摩罗; 213 CG 刚果
    214 DJ 吉布提; 215 EG 埃及; 216 GQ 赤道几内亚; 217 ET 埃塞俄比亚; 218 GA 加蓬; 219 GM 冈比亚
    220 GH 加纳; 221 GN 几内亚; 222 GW 几内亚比绍; 223 CI 科特迪瓦; 224 KE 肯尼亚; 225 LR 利比里亚
    226 LY 利比亚; 227 MG 马达加斯加; 228 MW 马拉维; 229 ML 马里; 230 MR 毛里塔尼亚; 231 MU 毛里求斯
    232 MA 摩洛哥; 233 MZ 莫桑比克; 234 NA 纳米比亚; 235 NE 尼日尔; 236 NG 尼日利亚; 237 RE 留尼汪
    238 RW 卢旺达; 239 ST 圣多美和普林西比; 240 SN 塞内加尔; 241 SC 塞舌尔; 242 SL 塞拉利昂; 243 SO 索马里
    244 ZA 南非; 245 EH 西撒哈拉; 246 SD 苏丹; 247 TZ 坦桑尼亚; 248 TG 多哥; 249 TN 突尼斯; 250 UG 乌干达
    251 BF 布基纳法索; 252 CD 民主刚果; 253 ZM 赞比亚; 254 ZW 津巴布韦; 255 LS 莱索托; 256 - 梅利利亚
    257 SZ 斯威士兰; 258 ER 厄立特里亚; 259 YT 马约特岛; 299 - 非洲其他国家(地区)
    301 BE 比利时; 302 DK 丹麦; 303 GB 英国; 304 DE 德国; 305 FR 法国; 306 IE 爱尔兰; 307 IT 意大利
    308 LU 卢森堡; 309 NL 荷兰; 310 GR 希腊; 311 PT 葡萄牙; 312 ES 西班牙; 313 AL 阿尔巴尼亚; 314 AD 安道尔
    315 AT 奥地利; 316 BG 保加利亚; 318 FI 芬兰; 320 GI 直布罗陀; 321 HU 匈牙利; 322 IS 冰岛
    323 LI 列支敦士登; 324 MT 马耳他; 325 MC 摩纳哥; 326 NO 挪威; 327 PL 波兰; 328 RO 罗马尼亚
    329 SM 圣马力诺; 330 SE 瑞典; 331 CH 瑞士; 334 EE 爱沙尼亚; 335 LV 拉脱维亚; 336 LT 立陶宛
    337 GE 格鲁吉亚; 338 AM 亚美尼亚; 339 AZ 阿塞拜疆; 340 BY 白俄罗斯; 343 MD 摩尔多瓦; 344 RU 俄罗斯
    347 UA 乌克兰; 350 SI 斯洛文尼亚; 351 HR 克罗地亚; 352 CZ 捷克; 353 SK 斯洛伐克; 354 MK 马其顿
    355 BA 波斯尼亚和黑塞哥维那; 356 VA 梵蒂冈; 399 - 欧洲其他国家(地区)
    401 AG 安提瓜和巴布达; 402 AR 阿根廷; 403 AW 阿鲁巴; 404 BS 巴哈马; 405 BB 巴巴多斯; 406 BZ 伯利兹
    408 BO 玻利维亚; 409 - 博内尔; 410 BR 巴西; 411 KY 开曼群岛; 412 CL 智利; 413 CO 哥伦比亚
    414 DM 多米尼克; 415 CR 哥斯达黎加; 416 CU 古巴; 417 CW 库腊索岛; 418 DO 多米尼加; 419 EC 厄瓜多尔
    420 GF 法属圭亚那; 421 GD 格林纳达; 422 GP 瓜德罗普; 423 GT 危地马拉; 424 GY 圭亚那; 425 HT 海地
    426 HN 洪都拉斯; 427 JM 牙买加; 428 MQ 马提尼克; 429 MX 墨西哥; 430 MS 蒙特塞拉特; 431 NI 尼加拉瓜
    432 PA 巴拿马; 433 PY 巴拉圭; 434 PE 秘鲁; 435 PR 波多黎各; 436 - 萨巴; 437 LC 圣卢西亚; 438 - 圣马丁岛
    439 VC 圣文森特和格林纳丁斯; 440 SV 萨尔瓦多; 441 SR 苏里南; 442 TT 特立尼达和多巴哥
    443 TC 特克斯和凯科斯群岛; 444 UY 乌拉圭; 445 VE 委内瑞拉; 446 VG 英属维尔京群岛; 447 KN 圣基茨和尼维斯
    448 PM 圣皮埃尔和密克隆; 449 - 荷属安的列斯群岛; 499 - 拉丁美洲其他国家(地区)
    501 CA 加拿大; 502 US 美国; 503 GL 格陵兰; 504 BM 百慕大; 599 - 北美洲其他国家(地区)
    601 AU 澳大利亚; 602 CK 库克群岛; 603 FJ 斐济; 604 - 盖比群岛; 605 - 马克萨斯群岛; 606 NR 瑙鲁
    607 NC 新喀里多尼亚; 608 VU 瓦努阿图; 609 NZ 新西兰; 610 NF 诺福克岛; 611 PG 巴布亚新几内亚
    612 - 社会群岛; 613 SB 所罗门群岛; 614 TO 汤加; 615 - 土阿莫土群岛; 616 - 土布艾群岛; 617 WS 萨摩亚
    618 KI 基里巴斯; 619 TV 图瓦卢; 620 FM 密克罗尼西亚联邦; 621 MH 马绍尔群岛; 622 PW 帕劳
    623 PF 法属波利尼西亚; 625 WF 瓦利斯和富图纳; 699 - 大洋洲其他国家(地区)
    701 - 国(地)别不详; 702 - 联合国及机构和国际组织
    `,
    "iso",
  ),
);
