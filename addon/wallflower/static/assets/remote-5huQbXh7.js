import{O as e,R as t,S as n,T as r}from"./page-BcXIxuXu.js";import"./notice-BlEEbeTd.js";function i({value:i,error:a},o,s){return i===null?a===null?n`<p role="status">${e(`loading`)}</p>`:n`<wf-notice .icon=${t} heading=${e(`failure.title`)} text=${r(a)}>
    <button class="primary" @click=${()=>void o()}>${e(`failure.retry`)}</button>
  </wf-notice>`:s(i)}export{i as t};