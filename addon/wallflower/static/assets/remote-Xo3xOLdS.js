import{O as e,S as t,T as n,z as r}from"./page-B9R5_VM7.js";import"./notice-CAPiyz5D.js";function i({value:i,error:a},o,s){return i===null?a===null?t`<p role="status">${e(`loading`)}</p>`:t`<wf-notice .icon=${r} heading=${e(`failure.title`)} text=${n(a)}>
    <button class="primary" @click=${()=>void o()}>${e(`failure.retry`)}</button>
  </wf-notice>`:s(i)}export{i as t};