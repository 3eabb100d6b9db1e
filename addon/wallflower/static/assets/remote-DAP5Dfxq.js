import{O as e,w as t,x as n,z as r}from"./decorate-DQJKDT0g.js";import"./notice-C2iW6REb.js";function i({value:i,error:a},o,s){return i===null?a===null?n`<p role="status">${e(`loading`)}</p>`:n`<wf-notice .icon=${r} heading=${e(`failure.title`)} text=${t(a)}>
    <button class="primary" @click=${()=>void o()}>${e(`failure.retry`)}</button>
  </wf-notice>`:s(i)}export{i as t};