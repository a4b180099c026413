// Sources that try to become markup or script in the pages made of them, in every field they have.

const ATTACKS = [
  `<script>window.hacked=1</script>`,
  `<img src="http://127.0.0.1:9/x" onerror="window.hacked=1">`,
  `"><svg onload="window.hacked=1">`,
  `'-window.hacked=1-'`,
  `</style></title></textarea><script>window.hacked=1</script>`,
  `<a href="javascript:window.hacked=1">x</a><base href="http://127.0.0.1:9/">`,
  `\u202e<!--`,
];

const shown = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const page = (attack) => {
  const x = shown(attack);
  return `<html><head><title>云溪区水利规划${x}</title><meta name="ArticleTitle" content="云溪区水利规划${x}">
<meta name="ContentSource" content="水利局${x}"><meta name="PubDate" content="2022-03-04${x}"></head><body>
<h1>云溪区水利“十四五”规划${x}</h1><p>索引号：${x} 文号：云府〔2022〕7号${x}</p><p>来源：${x}</p>
<p>目 录</p><p>第一章 总则${x} 1</p><p>第二章 任务${x} 2</p>
<p>第一章 总则${x}</p><p>建设水网，保障供水安全，完善防洪排涝体系。${x}</p>
<p>第一节 基础${x}</p><p>重点工程。${x}到2025年投资20亿元${x}。</p>
<p>专栏1 重点工程${x}</p><p>1.水厂工程（3个）${x}</p>
<p>表1 主要指标${x}</p><p>单位：${x}</p>
<table border="1"><tr><th>类别${x}</th><th>指标${x}</th><th>单位</th><th>2020年${x}</th><th>2025年目标</th><th>属性</th></tr>
<tr><td rowspan="2">供水${x}</td><td>供水量${x}</td><td>万吨${x}</td><td>3</td><td>5</td><td>预期性</td></tr>
<tr><td>水质${x}</td><td>%</td><td>${x}</td><td></td><td>约束性</td></tr></table><p>注：${x}</p>
<p>图1 水网布局图${x}</p><p>第二章 任务${x}</p><p>加强领导。${x}</p><p>分享到：${x}</p><p>版权所有${x}</p></body></html>`;
};

/** File names and bytes. */
export const sources = () => {
  const files = ATTACKS.map((attack, at) => [`attack-${at}.html`, page(attack)]);
  files.push([`javascript:window.hacked=1.html`, page(ATTACKS[0])]);
  files.push([`<img src=x onerror=window.hacked=1>.html`, page(ATTACKS[1])]);
  files.push([`a b#c?d&"e'%41.html`, page(ATTACKS[2])]);
  files.push([`<script>window.hacked=1<%2Fscript>.txt`, ``]);
  files.push([`plain.txt`, ATTACKS.map((attack) => `一、要求${attack}\n建设水网${attack}。\n`).join("")]);
  return files;
};

/** A plan of many paragraphs. */
export const long = (paragraphs) => {
  const lines = ["云溪区国民经济和社会发展第十四个五年规划纲要"];
  for (let at = 0; at < paragraphs; at++) {
    if (at % 50 === 0) lines.push(`第${at / 50 + 1}章 建设任务`);
    lines.push(`　　第${at}项：完善水网、路网和管网，建设${at % 17}座水厂，提升供水、排水和防洪能力，改善居民的生活条件。`);
  }
  return lines.join("\n");
};
