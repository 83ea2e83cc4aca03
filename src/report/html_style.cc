// The style sheet of the HTML report.
#include "report/html.h"

namespace secondsource::report {

std::string_view stylesheet() {
  return R"css(
:root{--paper:#fcfaf5;--card:#fff;--ink:#1c1b18;--quiet:#5f5b53;--line:#ddd7ca;--accent:#0b5563;
--said:#fff0b3;--said-line:#c79a1b;--here:#eef5f3;--gone:#8f1d1d;--gone-bg:#fbe8e5;--new:#14532d;
--new-bg:#e3f3e7;--serif:Charter,"Bitstream Charter","Iowan Old Style",Georgia,"Liberation Serif",serif;
--sans:-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#161718;--card:#1e2022;--ink:#e9e5dc;--quiet:#aba69b;
--line:#3a3b3d;--accent:#86cbd8;--said:#4b3f12;--said-line:#d9b34a;--here:#1d2b2b;--gone:#ffb4a8;
--gone-bg:#43211d;--new:#9fe0b1;--new-bg:#17341f}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:78rem;padding:0 clamp(1rem,4vw,2.5rem) 3rem;background:var(--paper);
color:var(--ink);font:1.0625rem/1.6 var(--serif);overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);
outline-offset:2px;border-radius:2px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem;top:0;background:var(--ink);color:var(--paper);padding:.5rem 1rem;
font-family:var(--sans);z-index:1}
.skip:focus{left:0}
.quiet,.kind,.when,.lead,footer,figcaption,.what{color:var(--quiet)}
.kind,.when,.quiet,.brand,nav,.count,.byline,.articles,cite,summary,th,td,figcaption,footer,.outlets,
.rule,.access,.origins-line,.back,.terms{font-family:var(--sans)}
h1,h2,h3,h4{line-height:1.25;margin:0;text-wrap:balance}
h2{font-size:1.35rem;margin:0 0 .6rem;padding-top:.55rem;border-top:3px solid var(--ink)}
main>section,main>article{margin-top:2.75rem;scroll-margin-top:1rem}
.lead{margin:0 0 1rem;max-width:46rem}
.top{padding-top:1.25rem}
.brand{display:flex;flex-wrap:wrap;gap:.25rem .9rem;align-items:baseline;margin:0 0 1.75rem;
padding-bottom:.6rem;border-bottom:1px solid var(--line);font-size:.85rem}
.brand span:first-child{font-weight:700;letter-spacing:.02em}
h1{font-size:clamp(1.65rem,4.6vw,2.6rem);max-width:22em;letter-spacing:-.01em}
.byline{font-size:.92rem;margin:.6rem 0 0}
.answer{font-size:clamp(1.15rem,2.6vw,1.4rem);line-height:1.45;margin:1.4rem 0 1.2rem;padding:.9rem 1.1rem;
background:var(--card);border-left:5px solid var(--accent);max-width:46rem;box-shadow:0 0 0 1px var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:0;font-size:.9rem}
nav a{display:inline-block;padding:.3rem 0}
ol.glance{list-style:none;margin:0;padding:0}
.glance li{border-bottom:1px solid var(--line)}
.glance a{display:grid;grid-template-columns:2rem 1fr;gap:0 .6rem;padding:.65rem 0;color:inherit;
text-decoration:none}
.glance a::before{content:attr(data-n);font:700 .85rem/1.6rem var(--sans);text-align:center;grid-row:1/4;
align-self:start;background:var(--said);border-bottom:2px solid var(--said-line)}
.glance a:hover .words{text-decoration:underline}
.glance .who{font-size:.95rem;color:var(--quiet)}
.glance .count{font-size:.88rem;display:flex;flex-wrap:wrap;gap:.3rem;align-items:center;margin-top:.2rem}
@media (min-width:46rem){.glance a{grid-template-columns:2rem 1fr 15rem}.glance .words{grid-column:2}
.glance .who{grid-column:2}.glance .count{grid-column:3;grid-row:1/3;margin:0;align-content:start}
.glance a::before{grid-row:1/3}}
.origin{display:inline-grid;place-items:center;min-width:1.5rem;height:1.5rem;padding:0 .3rem;
border-radius:.75rem;background:var(--accent);color:var(--paper);font:700 .8rem/1 var(--sans)}
.origin.unknown{background:none;color:var(--quiet);border:1.5px dashed var(--quiet)}
.origin.own{box-shadow:0 0 0 2px var(--paper),0 0 0 4px var(--accent);margin:0 3px}
body:has(#by1:checked) .by:not(.by1),body:has(#by2:checked) .by:not(.by2),
body:has(#by3:checked) .by:not(.by3),body:has(#by4:checked) .by:not(.by4),
body:has(#by5:checked) .by:not(.by5),body:has(#by6:checked) .by:not(.by6),
body:has(#by7:checked) .by:not(.by7),body:has(#by8:checked) .by:not(.by8),
body:has(#by9:checked) .by:not(.by9),body:has(#by10:checked) .by:not(.by10),
body:has(#by11:checked) .by:not(.by11),body:has(#by12:checked) .by:not(.by12){display:none}
body:has(#by1:checked) .said:not(.by1),body:has(#by2:checked) .said:not(.by2),
body:has(#by3:checked) .said:not(.by3),body:has(#by4:checked) .said:not(.by4),
body:has(#by5:checked) .said:not(.by5),body:has(#by6:checked) .said:not(.by6),
body:has(#by7:checked) .said:not(.by7),body:has(#by8:checked) .said:not(.by8),
body:has(#by9:checked) .said:not(.by9),body:has(#by10:checked) .said:not(.by10),
body:has(#by11:checked) .said:not(.by11),body:has(#by12:checked) .said:not(.by12){background:none;border-color:transparent;
pointer-events:none;--said-line:var(--line)}
.speakers{border:1px solid var(--line);border-radius:6px;margin:0 0 .8rem;padding:.35rem .8rem .5rem;display:flex;
flex-wrap:wrap;gap:.1rem 1.1rem;font:.9rem/1.5 var(--sans);max-width:100%;min-width:0}
.speakers legend{font-weight:700;padding:0 .3rem}
.speakers label{display:inline-flex;gap:.35rem;align-items:baseline;padding:.2rem 0;cursor:pointer;min-width:0}
.speakers input{accent-color:var(--accent);margin:0}
@supports not selector(:has(a)){.speakers{display:none}}
.text p{margin:0 0 .95rem;max-width:38rem}
.text .headline{font-weight:700;font-size:1.15rem}
.text .furniture{color:var(--quiet);font-size:.9rem;border-left:2px dotted var(--line);padding-left:.7rem}
.said{color:inherit;text-decoration:none;background:var(--said);border-bottom:2px solid var(--said-line);
padding:.05em 0;box-decoration-break:clone;-webkit-box-decoration-break:clone}
.said:hover{border-bottom-width:3px}
.said:target,.statement:target h3{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.said,.statement{scroll-margin-top:1.25rem}
.n{display:inline-block;font:700 .72em/1.5 var(--sans);min-width:1.55em;text-align:center;
background:var(--said-line);color:#1c1b18;border-radius:2px;margin-right:.35em;vertical-align:.1em}
.statement{padding:1.4rem 0;border-bottom:1px solid var(--line)}
.statement:first-of-type{padding-top:.4rem}
.statement h3{font-size:1.2rem;font-weight:600;text-wrap:pretty}
.statement>.who{margin:.35rem 0 .6rem}
.back{font-size:.85rem;margin-left:.6rem;white-space:nowrap}
.origins-line{font-weight:700;font-size:.98rem;margin:0 0 .8rem}
.origins{list-style:none;padding:0;margin:0;display:grid;gap:.8rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.85rem 1rem;min-width:0}
.card-h{display:flex;gap:.75rem;align-items:flex-start}
.card-h .origin{flex:none;margin-top:.1rem}
.card h4{font-size:1.05rem}
.card .kind{margin:.1rem 0 0;font-size:.85rem}
.access{font-weight:600;color:var(--ink)}
ul.articles,.places,.evidence,.wordings ul{list-style:none;margin:.6rem 0 0;padding:0}
.articles{font-size:.92rem}
.articles li{display:grid;grid-template-columns:10.5rem 1fr auto;gap:0 .7rem;padding:.22rem 0;
border-top:1px solid var(--line)}
.articles .kind{font-size:.85rem}
@media (max-width:30rem){.articles li{grid-template-columns:1fr auto}.articles .when{grid-column:1/3;
font-size:.85rem}}
details{margin-top:.7rem}
summary{cursor:pointer;font-size:.9rem;font-weight:600;padding:.25rem 0;width:fit-content}
.evidence>li{padding:.5rem 0 .2rem}
.evidence p{margin:0;font-size:.98rem}
.rule{display:inline-block;font-size:.78rem;font-weight:700;border:1px solid currentColor;border-radius:3px;
padding:0 .4em;margin-right:.35em;color:var(--accent)}
.places li{padding:.3rem 0 .3rem .9rem;border-left:3px solid var(--line);margin:.35rem 0}
.places cite{font-style:normal;font-size:.82rem;color:var(--quiet);display:block}
q{quotes:none;text-wrap:pretty;font-size:.98rem}
mark{background:var(--said);color:inherit;border-bottom:2px solid var(--said-line);padding:0 .1em}
.wordings{margin-top:1.1rem}
.wordings .quiet,.lead{font-size:.95rem}
.wordings .quiet{font-size:.85rem;margin:.15rem 0 0}
.wordings li{padding:.5rem 0;border-top:1px solid var(--line)}
.wordings .outlets{margin:0;font-size:.85rem}
.wording{margin:.1rem 0 0}
del{color:var(--gone);background:var(--gone-bg);text-decoration:line-through;text-decoration-thickness:2px;padding:0 .15em}
ins{color:var(--new);background:var(--new-bg);text-decoration:underline;text-decoration-thickness:2px;
text-underline-offset:.15em;padding:0 .15em;font-weight:600}
.absence .quiet{margin:.2rem 0 0;font-size:.85rem}
.discrepancy{margin:1rem 0}
.discrepancy h3,.discrepancy h4{font-size:1.05rem;margin-bottom:.5rem}
.sides{display:grid;gap:.8rem;grid-template-columns:repeat(auto-fit,minmax(min(16rem,100%),1fr))}
.side{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.7rem 1rem;min-width:0}
.side .value{font-weight:700;margin:0 0 .3rem}
.tree{margin:0}
.tree svg{display:block;width:100%;max-width:60rem;height:auto}
.tree .narrow{display:none}
@media (max-width:44rem){.tree .wide{display:none}.tree .narrow{display:block}}
.edge{fill:none;stroke:var(--quiet);stroke-width:1.75}
.edge.unknown{stroke-dasharray:3 4}
.node{fill:var(--card);stroke:var(--accent);stroke-width:2.5}
.node.here{fill:var(--accent)}
.tick{stroke:var(--line);stroke-width:1}
.node.undated{stroke-dasharray:3 2}
svg text{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;fill:var(--ink);font:600 14px var(--sans)}
svg .small{font:400 12px var(--sans);fill:var(--quiet)}
svg .edit{font:400 11.5px var(--sans);fill:var(--quiet);paint-order:stroke;stroke:var(--paper);stroke-width:4px}
svg .name.here{font-weight:800}
figcaption{font-size:.85rem;margin-top:.5rem}
.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.4}
th,td{text-align:start;vertical-align:top;padding:.5rem .7rem .5rem 0;border-bottom:1px solid var(--line)}
thead th{font-size:.8rem;color:var(--quiet);border-bottom:2px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:600}
.coverage{min-width:22rem}
.coverage .when{white-space:nowrap;font-weight:400;font-size:.85rem}
.coverage .cell,.coverage thead th:nth-child(n+2){text-align:center;padding-right:.35rem;min-width:2.1rem}
.coverage .title{display:block;font:400 .95rem/1.35 var(--serif);color:var(--quiet)}
.here>*{background:var(--here)}
.silent{color:var(--quiet);font-weight:700}
.terms{font-size:.9rem}
.terms div{display:grid;grid-template-columns:7rem 1fr;gap:.6rem;padding:.35rem 0;border-top:1px solid var(--line)}
.terms dt{font-weight:700}
.terms dd{margin:0;color:var(--quiet)}
footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line);font-size:.8rem}
footer p{margin:.2rem 0}
.break{overflow-wrap:anywhere}
@media (min-width:64rem){main{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,7fr);
column-gap:3rem;align-items:start}main>section{grid-column:1/-1}main>article{grid-column:1;position:sticky;
top:0;max-height:100vh;overflow-y:auto;padding-bottom:1rem}main>#statements{grid-column:2}
main>article:only-of-type:not(:has(+#statements)){grid-column:1/-1;position:static;max-height:none}}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--quiet:#444;--line:#bbb;--said:#fff;--accent:#000}
body{font-size:10.5pt;max-width:none;padding:0}main{display:block}main>article{max-height:none;position:static}
nav,.skip,.back,.speakers{display:none}.card,.side,.glance li,.articles li,tr,.node{break-inside:avoid}
h2,h3,h4{break-after:avoid}details::details-content{content-visibility:visible;display:block;height:auto}
summary{list-style:none}a{color:inherit}.scroll{overflow:visible}
.origin{background:none;color:#000;border:1.5px solid #000}}
)css";
}

}  // namespace secondsource::report
