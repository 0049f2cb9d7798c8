import { openTable, rows } from "./table.ts";

/**
 * Customs offices (关区代码表, JGS/T 18) in four digits, of which the first two name the district. Published by GACC with the
 * rules for filling in declarations. Here are the districts, whose offices number about a thousand, and those offices of
 * cross-border e-commerce that were found in a public copy. Public copies disagree about Yinchuan and Xining, which are
 * left out.
 */
export const customsOffices = openTable(
  { of: "customs office", form: /^[0-9]{4}$/u, formWords: "four digits" },
  rows(
    `
    0100 北京关区; 0200 天津关区; 0400 石家庄关区; 0500 太原海关; 0600 满洲里关区; 0700 呼和浩特关区
    0800 沈阳关区; 0900 大连海关; 1500 长春关区; 1900 哈尔滨关区; 2200 上海海关; 2300 南京海关; 2900 杭州关区
    3100 宁波关区; 3300 合肥海关; 3500 福州关区; 3700 厦门关区; 4000 南昌关区; 4200 青岛海关; 4300 济南海关
    4600 郑州关区; 4700 武汉海关; 4900 长沙关区; 5100 广州海关; 5200 黄埔关区; 5300 深圳海关; 5700 拱北关区
    6000 汕头海关; 6400 海口关区; 6700 湛江关区; 6800 江门关区; 7200 南宁关区; 7900 成都关区; 8000 重庆关区
    8300 贵阳海关; 8600 昆明关区; 8800 拉萨海关; 9000 西安关区; 9400 乌鲁木齐关区; 9500 兰州关区
    2201 浦江海关; 2244 上海快件; 2248 洋山港区; 2249 洋山保税; 2921 义乌海关; 2928 杭关电商
    4240 青关快件; 4258 青保税港
    `,
    "plain",
  ),
);
