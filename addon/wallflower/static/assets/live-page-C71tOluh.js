import{P as e,c as t,f as n,h as r,m as i,n as a,t as o,v as s,w as c}from"./page-Btjrqmv9.js";var l=class extends o{static{this.styles=[...o.styles,i`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 1rem;
        margin-top: 1rem;
      }
    `]}constructor(){super(),new e(this,()=>[this.app.cameras])}render(){return n`<h1>${s(`nav.live`)}</h1>
      ${this.renderCameras()}`}renderCameras(){let{value:e,error:t}=this.app.cameras.get();return e===null?t===null?n`<p>${s(`loading`)}</p>`:n`<wf-notice .icon=${c} heading=${s(`failure.title`)} text=${r(t)}></wf-notice>`:e.length===0?n`<wf-notice .icon=${c} heading=${s(`live.none`)} text=${s(`live.none_text`)}></wf-notice>`:n`<div class="grid">${e.map(e=>n`<h2>${e.name}</h2>`)}</div>`}};l=a([t(`wf-live-page`)],l);export{l as LivePage};