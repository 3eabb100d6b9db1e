import{O as e,S as t,T as n,z as r}from"./page-CA3PHYrT.js";import"./notice-WkHbWDHa.js";function i({value:i,error:a},o,s){return i===null?a===null?t`<p role="status">${e(`loading`)}</p>`:t`<wf-notice .icon=${r} heading=${e(`failure.title`)} text=${n(a)}>
    <button class="primary" @click=${()=>void o()}>${e(`failure.retry`)}</button>
  </wf-notice>`:s(i)}export{i as t};