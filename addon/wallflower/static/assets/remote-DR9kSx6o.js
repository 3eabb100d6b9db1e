import{D as e,R as t,w as n,x as r}from"./decorate-D1_Fi9r5.js";import"./notice-BHROsN-n.js";function i({value:i,error:a},o,s){return i===null?a===null?r`<p role="status">${e(`loading`)}</p>`:r`<wf-notice .icon=${t} heading=${e(`failure.title`)} text=${n(a)}>
    <button class="primary" @click=${()=>void o()}>${e(`failure.retry`)}</button>
  </wf-notice>`:s(i)}export{i as t};