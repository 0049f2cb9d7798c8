/** How the pages look, on a telephone first; light and dark go by the reader's own settings. Fonts are those that the machine has. */
export const STYLE = `:root{color-scheme:light dark;--line:#8886;--soft:#8881;--bar:#2a78b8}
body{font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:46rem;margin:0 auto;padding:1rem}
nav{display:flex;gap:1rem;font-size:.9em;border-bottom:1px solid var(--line);padding-bottom:.5rem}nav a:last-child{margin-left:auto}
h1{font-size:1.5em;line-height:1.25;margin:1rem 0 .5rem}h2{font-size:1.1em;margin:1.75rem 0 .5rem}
.state{border-radius:.5rem;padding:.75rem 1rem;margin:1rem 0;border:2px solid}.state p{margin:.25rem 0}.state strong{font-size:1.15em}
.bad{border-color:#c62828;background:#c6282822}.warn{border-color:#b26a00;background:#b26a0022}.fine{border-color:#2e7d32;background:#2e7d3218}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}
ol.way{list-style:none;margin:0;padding:0 0 0 1rem;border-left:2px solid var(--line)}ol.way li{margin:0 0 .9rem;position:relative}
ol.way li::before{content:"";position:absolute;left:calc(-1rem - 6px);top:.5em;width:10px;height:10px;border-radius:50%;background:var(--bar)}
ol.way li.bad::before{background:#c62828}ol.way li.bad{background:none}ol.way p{margin:0}.small{font-size:.85em;opacity:.8}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9em}th,td{padding:.25rem .5rem;text-align:left;border-bottom:1px solid var(--line)}
td{white-space:nowrap}th{word-break:keep-all}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}code{overflow-wrap:anywhere;font-size:.85em}details{margin:1.5rem 0}summary{cursor:pointer}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem}.tiles div{background:var(--soft);border-radius:.5rem;padding:.5rem .75rem}
.tiles b{display:block;font-size:1.4em}svg{width:100%;height:auto}figure{margin:1rem 0}svg rect{fill:var(--bar)}svg line{stroke:var(--line)}svg text{fill:currentColor;font-size:10px}
form{display:flex;gap:.5rem;flex-wrap:wrap}input{flex:1 1 12rem}input,button{font:inherit;padding:.4rem .6rem}.pages{display:flex;justify-content:space-between}`;
