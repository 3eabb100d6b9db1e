import{Dt as e,Et as t,Mt as n,Nt as r,O as i,Ot as a,S as o,T as s,Tt as c,Ut as l,Vt as u,Wt as ee,X as te,Y as ne,_ as d,_n as re,a as f,b as p,bt as ie,ct as ae,f as oe,g as m,h,i as g,it as se,m as ce,n as _,nn as le,nt as ue,p as de,pn as fe,r as v,rt as pe,t as me,tn as he,tt as ge,v as y,vt as _e,w as b,x,y as S,z as ve}from"./page-CA3PHYrT.js";import{t as ye}from"./amounts-lxtekf0B.js";import{a as be,i as C,n as xe,r as w,t as T}from"./format-CLmvoGUa.js";import{t as E}from"./query-Df4-SAIv.js";import"./dialog-DKAihgqu.js";import{a as Se,i as D,n as Ce,r as we,t as Te}from"./problem-DKGfjmXS.js";import"./switch-kuwp5s_h.js";import{t as O}from"./remote-DaM1QobE.js";import{t as k}from"./rights-KL0q-kIB.js";import{t as Ee}from"./live-Gc85Bqpn.js";import{A,C as De,D as Oe,E as ke,O as Ae,S as je,T as Me,_ as Ne,a as Pe,b as Fe,c as Ie,d as Le,f as Re,g as ze,h as Be,i as Ve,j as He,k as Ue,l as We,m as Ge,n as j,o as Ke,p as qe,r as Je,s as Ye,t as Xe,u as Ze,v as M,w as Qe,x as N,y as $e}from"./snap-CJVI42Yw.js";import{t as et}from"./lists-BFkTsUmP.js";import{t as tt}from"./notice-WkHbWDHa.js";import{n as nt,t as rt}from"./still-C3oyNr6C.js";var it=oe(class extends de{constructor(e){if(super(e),e.type!==ce.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return x}}),at=18e3,ot=12e4,st=25,ct=2,lt=500;function ut(e,t){return{kind:`clip`,cameraIds:[e],range:t,cut:`exact`,captions:`none`,blur:`none`,speed:60,strict:!1,note:``}}function dt({kind:e,cameraIds:t,range:n,cut:r,captions:i,blur:a,speed:o,strict:s,note:c}){let l={kind:e,start:n.startMs,end:n.endMs,strict:s,note:c.trim()},[u=``]=t;return e===`audio`?{...l,camera_ids:[...t]}:e===`timelapse`?{...l,camera_ids:[u],speed:o}:{...l,camera_ids:[u],cut:r,captions:i,blur:a===`none`?null:a}}function ft({kind:e,cut:t,captions:n,blur:r}){return e===`clip`&&(t===`exact`||n===`burned_in`||r!==`none`)}function pt(e,t){let{startMs:n,endMs:r}=t.range,i=(r-n)/1e3;if(t.kind===`audio`)return i*at;if(t.kind===`timelapse`)return i*st/t.speed*ot;let a=0;for(let{start_ms:t,end_ms:i,size_bytes:o}of e){let e=Math.min(i,r)-Math.max(t,n);e>0&&i>t&&(a+=o*e/(i-t))}return a*(ft(t)?ct:1)}function mt(e,t,n,{startMs:r,endMs:i},a){let o=[],s=r,c=t=>{t-s<lt||o.push({cameraId:e,startMs:s,endMs:t,reason:ht(n,s,t)})};for(let{start_ms:e,end_ms:n,is_open:r}of t.toSorted((e,t)=>e.start_ms-t.start_ms))if(!(n<=s&&!r)){if(e>=i)break;c(Math.min(e,i)),s=Math.max(s,r?a:n)}return c(i),o}function ht(e,t,n){return e.find(({start_ms:e,end_ms:r})=>e<n&&(r??1/0)>t)?.reason??`unknown`}async function gt(e,t,n,r){let i={start:n.startMs,end:n.endMs},a=await Promise.all(t.map(async t=>{let a={params:{camera_id:t},query:i,signal:r},[{recordings:o},{gaps:s}]=await Promise.all([e.call(`GET /api/cameras/{camera_id}/recordings`,a),e.call(`GET /api/cameras/{camera_id}/gaps`,a)]);return{recordings:o,holes:mt(t,o,s,n,Date.now())}})),o=({startMs:e,endMs:t})=>e===n.startMs&&t===n.endMs;return{recordings:a[0]?.recordings??[],holes:a.flatMap(({holes:e})=>e),isNothing:a.every(({holes:e})=>e.some(o))}}var _t=5,vt=200,P=class extends S{constructor(...e){super(...e),this.open=!1,this.draft=null,this.basis=null,this.storage=null,this.told=null,this.isSending=!1,this.reading=null,this.order=async()=>{if(!(this.draft===null||this.isSending)){this.isSending=!0,this.told=null;try{await this.app.api.call(`POST /api/exports`,{body:dt(this.draft)}),this.app.toasts.done(i(`export.ordered`)),this.closed()}catch(e){this.told=Te(e)}finally{this.isSending=!1}}},this.closed=()=>{this.reading?.abort(),this.basis=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[f,v,Ce,b`
      .what {
        margin: 0;
        font-weight: 500;
      }
      .cameras {
        display: grid;
        gap: 0.25rem;
      }
      .cameras label {
        flex-direction: row;
        align-items: center;
        gap: 0.5rem;
        font-weight: 400;
      }
      .missing {
        padding: 0.65rem 0.85rem;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-warn) 14%, var(--wf-card));
      }
      .missing p,
      .missing ul {
        margin: 0;
      }
      .missing ul {
        padding-inline-start: 1.1rem;
      }
    `]}disconnectedCallback(){this.reading?.abort(),super.disconnectedCallback()}willUpdate(e){e.has(`open`)&&this.open&&(this.draft=ut(this.cameraId,this.range),this.told=null,this.read())}render(){let{draft:e,basis:t}=this;return o`<wf-dialog heading=${i(`export.heading`)} ?open=${this.open} @closed=${this.closed}>
      ${e===null?p:this.renderForm(e)}
      <button slot="actions" @click=${this.closed}>${i(`export.cancel`)}</button>
      <button
        slot="actions"
        class="primary"
        ?disabled=${e===null||this.isSending||t?.isNothing===!0}
        @click=${this.order}
      >
        ${i(`export.do`)}
      </button>
    </wf-dialog>`}renderForm(e){let{startMs:t,endMs:n}=e.range,r=e=>this.change(e),a=this.app.cameras.find(this.cameraId)?.name??i(`moment.gone_camera`);return o`<form @submit=${this.submitted}>
      <p class="what">${a}, ${xe(t)}, ${T(t)}–${T(n)} (${w(n-t)})</p>
      ${Se({label:i(`export.note`),value:e.note,changed:e=>r({note:e.slice(0,vt)})})}
      ${D({label:i(`export.kind`),value:e.kind,options:[`clip`,`audio`,`timelapse`].map(e=>[e,i(`export.kind_${e}`)]),changed:e=>r({kind:e,cameraIds:[this.cameraId]})})}
      ${this.renderKind(e)} ${this.renderFigures(e)} ${this.renderMissing()}
      ${this.told===null?p:o`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}renderKind(e){return e.kind===`audio`?this.renderCameras(e):e.kind===`timelapse`?we({label:i(`export.speed`),value:e.speed,min:2,max:3600,changed:e=>this.change({speed:Math.min(3600,Math.max(2,Math.round(e??60)))})}):o`
      ${D({label:i(`export.cut`),hint:i(`export.cut_${e.cut}_hint`),value:e.cut,options:[`exact`,`keyframe`].map(e=>[e,i(`export.cut_${e}`)]),changed:e=>this.change({cut:e})})}
      <div class="pair">
        ${D({label:i(`export.captions`),value:e.captions,options:[`none`,`soft`,`sidecar`,`burned_in`].map(e=>[e,i(`export.captions_${e}`)]),changed:e=>this.change({captions:e})})}
        ${D({label:i(`export.blur`),value:e.blur,options:[`none`,`unknown`,`all`].map(e=>[e,i(`export.blur_${e}`)]),changed:e=>this.change({blur:e})})}
      </div>
      <wf-switch
        label=${i(`export.strict`)}
        ?checked=${e.strict}
        @change=${e=>this.change({strict:!e.target.checked})}
      ></wf-switch>
    `}renderCameras(e){let t=t=>{let{cameraIds:n}=e;this.change({cameraIds:n.includes(t)?n.filter(e=>e!==t):[...n,t]})};return o`<fieldset class="cameras">
      <legend>${i(`export.mix`)}</legend>
      ${(this.app.cameras.get().value??[]).map(({id:n,name:r})=>o`<label>
            <input
              type="checkbox"
              .checked=${e.cameraIds.includes(n)}
              ?disabled=${n===this.cameraId}
              @change=${()=>t(n)}
            />${r}
          </label>`)}
    </fieldset>`}renderFigures(e){let{basis:t,storage:n}=this,r=t===null?null:ye(pt(t.recordings,e)),a=n===null?null:ye(n.free_bytes);return o`<p class="hint" role="status">
      ${r===null?i(`loading`):i(`export.size`,{size:r})}
      ${a===null?p:i(`export.free`,{size:a})} ${ft(e)?i(`export.encoded`):p}
      ${i(`export.evidence`)}
    </p>`}renderMissing(){let{basis:e}=this;if(e===null||e.holes.length===0)return p;let t=e.holes.length-_t;return o`<div class="missing" role="status">
      <p>${e.isNothing?i(`export.nothing`):i(`export.missing`)}</p>
      <ul>
        ${e.holes.slice(0,_t).map(({cameraId:e,startMs:t,endMs:n,reason:r})=>o`<li>
                ${e===this.cameraId?p:o`${this.app.cameras.find(e)?.name??e}: `}
                ${T(t)}–${T(n)}: ${i(`gap.${r}`)}
              </li>`)}
        ${t>0?o`<li>${i(`export.more_missing`,{count:t})}</li>`:p}
      </ul>
    </div>`}change(e){this.draft!==null&&(this.draft={...this.draft,...e},e.cameraIds!==void 0&&this.read())}async read(){this.reading?.abort();let{signal:e}=this.reading=new AbortController,{cameraIds:t,range:n}=this.draft??ut(this.cameraId,this.range);try{let[r,i]=await Promise.all([gt(this.app.api,t,n,e),this.app.api.call(`GET /api/storage`,{signal:e})]);[this.basis,this.storage]=[r,i]}catch(t){!re(t)&&!e.aborted&&(this.told=Te(t))}}submitted(e){e.preventDefault(),this.order()}};_([d({attribute:!1})],P.prototype,`app`,void 0),_([d({attribute:!1})],P.prototype,`cameraId`,void 0),_([d({attribute:!1})],P.prototype,`range`,void 0),_([d({type:Boolean})],P.prototype,`open`,void 0),_([m()],P.prototype,`draft`,void 0),_([m()],P.prototype,`basis`,void 0),_([m()],P.prototype,`storage`,void 0),_([m()],P.prototype,`told`,void 0),_([m()],P.prototype,`isSending`,void 0),P=_([y(`wf-export-dialog`)],P);var yt=class extends O{constructor(e,t){super(async n=>{let r={camera_id:t};return(await e.api.call(`GET /api/cameras/{camera_id}/protections`,{params:r,signal:n})).protections}),this.app=e,this.cameraId=t}of(e){let t=(this.get().value??[]).filter(({start_ms:t,end_ms:n})=>t<e.endMs&&n>e.startMs);if(t.length===0)return`none`;let n=e.startMs;for(let{start_ms:e,end_ms:r}of t.toSorted((e,t)=>e.start_ms-t.start_ms)){if(e>n)return`some`;n=Math.max(n,r)}return n>=e.endMs?`all`:`some`}async protect(e){let t=this.body(e);await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/recordings/protect`,{body:t}),this.app.toasts.done(i(`protect.done`),()=>this.take(e)),await this.load()})}async unprotect(e){await this.app.toasts.attempt(async()=>{await this.take(e),this.app.toasts.done(i(`protect.undone`),()=>this.protect(e))})}async take(e){let{protections:t}=await this.app.api.call(`POST /api/recordings/unprotect`,{body:this.body(e)});this.set({value:t,error:null})}body({startMs:e,endMs:t}){return{camera_id:this.cameraId,start:e,end:t}}},bt=864e5;function xt(e){let t=new Date(Math.round(e/100)*100);return`${[t.getHours(),t.getMinutes(),t.getSeconds()].map(e=>String(e).padStart(2,`0`)).join(`:`)}.${Math.floor(t.getMilliseconds()/100)}`}function St(e,t){let n=/^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?\s*$/.exec(e);if(n===null)return null;let[r=0,i=0,a=0]=n.slice(1,4).map(e=>Number(e||0));if(r>23||i>59||a>59)return null;let o=new Date(t);o.setHours(r,i,a,Number((n[4]??``).padEnd(3,`0`)));let s=o.getTime();return[s-bt,s,s+bt].reduce((e,n)=>Math.abs(n-t)<Math.abs(e-t)?n:e,s)}var Ct=1e4;function F(e,t,n){return Math.round(Math.min(Math.max(e,t),n))}function I(e,t,n){let r=F(Math.min(e,t),n.startMs,n.endMs-200);return{startMs:r,endMs:F(Math.max(e,t),r+200,n.endMs)}}function L({startMs:e,endMs:t},n,r,i){return n===`start`?{startMs:F(r,i.startMs,t-200),endMs:t}:{startMs:e,endMs:F(r,e+200,i.endMs)}}function wt(e,t,n,r){let i=e===null?Ct:e.endMs-e.startMs;return t===`start`?I(n,e===null||n>e.endMs-200?n+i:e.endMs,r):I(e===null||n<e.startMs+200?n-i:e.startMs,n,r)}function Tt(e,t,n){return I(Math.min(e.startMs,t.startMs),Math.max(e.endMs,t.endMs),n)}function Et(e,t){let[n,r]=[Number(e.get(`from`)),Number(e.get(`to`))];return!(n>0&&r>n)||r<=t.startMs||n>=t.endMs?null:I(n,r,t)}var Dt=100,Ot=1e3,kt=5e3;function At(e,t,n,r,i){if(i===`free`)return n+r*Dt;let a=Je(e,t,n,r,i);return a!==null&&Math.abs(a-n)<=kt?a:n+r*Ot}var jt=b`
  section {
    display: grid;
    gap: 0.5rem;
    padding: 0.6rem 0.75rem;
    border: 1px solid var(--wf-accent);
    border-radius: 8px;
    background: color-mix(in srgb, var(--wf-accent) 7%, var(--wf-card));
  }
  .ends,
  .edge,
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
  }
  .ends,
  .actions {
    gap: 0.5rem;
  }
  .edge {
    flex-wrap: nowrap;
  }
  .edge label {
    flex-direction: row;
    align-items: center;
    gap: 0.4rem;
  }
  .edge input {
    width: 7rem;
    min-height: 2.25rem;
    border-color: var(--wf-muted);
    font-variant-numeric: tabular-nums;
  }
  .edge button {
    width: 2.25rem;
    min-height: 2.25rem;
  }
  .length {
    flex: 1;
    color: var(--wf-muted);
    font-variant-numeric: tabular-nums;
  }
  .words {
    display: -webkit-box;
    margin: 0;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow-wrap: anywhere;
  }
  @media (max-width: 759px) {
    .edge {
      flex: 1 1 100%;
      justify-content: space-between;
    }
    .edge label {
      flex: 1;
      justify-content: space-between;
    }
    .actions button,
    .actions ::slotted(*) {
      flex: 1 1 auto;
    }
  }
`,R=class extends S{constructor(...e){super(...e),this.allowed=new Set}static{this.styles=[f,v,g,jt]}render(){let{startMs:n,endMs:r}=this.selection,s=Ve(this.speech,n,r),c=(r-n)/1e3;return o`<section aria-label=${i(`select.heading`)}>
      <div class="ends">
        ${this.renderEdge(`start`,n)} ${this.renderEdge(`end`,r)}
        <span class="length" role="status"
          >${c<60?i(`select.seconds`,{seconds:Math.round(c*10)/10}):w(r-n)}</span
        >
        <button
          class="plain round close"
          aria-label=${i(`select.clear`)}
          title=${i(`select.clear`)}
          @click=${()=>this.act(`clear`)}
        >
          ${h(pe)}
        </button>
      </div>
      ${s.length===0?p:o`<p class="words" dir="auto">“${s.map(({text:e})=>e).join(` `)}”</p>`}
      <div class="actions">
        ${this.renderAction(`play`,ee)} ${this.renderAction(`export`,ae)}
        ${this.renderAction(`protect`,e)} ${this.renderAction(`unprotect`,a)}
        <slot></slot>
        ${this.renderAction(`link`,t)}
      </div>
    </section>`}renderEdge(e,t){let n=i(`select.${e}`);return o`<div class="edge" role="group" aria-label=${n}>
      ${this.renderNudge(e,t,-1)}
      <label>
        <span>${n}</span>
        <input
          autocomplete="off"
          spellcheck="false"
          .value=${Ee(xt(t))}
          @change=${n=>this.typed(n,e,t)}
        />
      </label>
      ${this.renderNudge(e,t,1)}
    </div>`}renderNudge(e,t,n){let r=i(n<0?`select.earlier`:`select.later`);return o`<button class="plain round" aria-label=${r} title=${r} @click=${({altKey:r,shiftKey:i})=>{let a=r?`free`:i?`sentence`:`word`;this.move(e,At(this.speech,e,t,n,a))}}>
      ${h(n<0?ge:ue)}
    </button>`}renderAction(e,t){return this.allowed.has(e)?o`<button class=${e===`export`?`primary`:``} @click=${()=>this.act(e)}>
      ${h(t)}${i(`select.${e}`)}
    </button>`:p}typed(e,t,n){let r=e.target,i=St(r.value,n);i===null?r.value=xt(n):this.move(t,i)}move(e,t){let n=L(this.selection,e,t,this.bounds);this.dispatchEvent(new CustomEvent(`choose`,{detail:n})),this.requestUpdate()}act(e){this.dispatchEvent(new CustomEvent(`action`,{detail:e}))}};_([d({attribute:!1})],R.prototype,`selection`,void 0),_([d({attribute:!1})],R.prototype,`bounds`,void 0),_([d({attribute:!1})],R.prototype,`speech`,void 0),_([d({attribute:!1})],R.prototype,`allowed`,void 0),R=_([y(`wf-selection-bar`)],R);var z=class extends S{static{this.styles=[f]}constructor(){super(),this.isExporting=!1,this.protections=null,this.leave=null,new fe(this,()=>[this.app.me])}disconnectedCallback(){this.leave?.(),this.protections=this.leave=null,super.disconnectedCallback()}export(){this.allowed().has(`export`)&&(this.isExporting=!0)}willUpdate(e){(this.protections===null||e.has(`cameraId`))&&(this.leave?.(),this.protections=new yt(this.app,this.cameraId),this.leave=this.protections.subscribe(()=>this.requestUpdate()),this.protections.load())}render(){let{selection:e}=this;return o`
      <wf-selection-bar
        .selection=${e}
        .bounds=${this.bounds}
        .speech=${this.speech}
        .allowed=${this.allowed()}
        @choose=${e=>this.tell(`choose`,e.detail)}
        @action=${e=>this.act(e.detail)}
      ></wf-selection-bar>
      <wf-export-dialog
        .app=${this.app}
        .cameraId=${this.cameraId}
        .range=${e}
        ?open=${this.isExporting}
        @closed=${()=>this.isExporting=!1}
      ></wf-export-dialog>
    `}allowed(){let e=this.app.me.get(),t=new Set([`play`,`link`,`clear`]);k(e,`control`)&&t.add(`export`);let n=this.protections?.of(this.selection)??`none`;return k(e,`admin`)&&n!==`all`&&t.add(`protect`),k(e,`admin`)&&n!==`none`&&t.add(`unprotect`),t}act(e){({play:()=>this.tell(`play`,this.selection),clear:()=>this.tell(`clear`,null),export:()=>this.export(),protect:()=>this.protections?.protect(this.selection),unprotect:()=>this.protections?.unprotect(this.selection),link:()=>this.copyLink()})[e]()}async copyLink(){try{await navigator.clipboard.writeText(location.href),this.app.toasts.done(i(`select.copied`))}catch{this.app.toasts.done(i(`select.not_copied`,{link:location.href}))}}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};_([d({attribute:!1})],z.prototype,`app`,void 0),_([d({attribute:!1})],z.prototype,`cameraId`,void 0),_([d({attribute:!1})],z.prototype,`selection`,void 0),_([d({attribute:!1})],z.prototype,`bounds`,void 0),_([d({attribute:!1})],z.prototype,`speech`,void 0),_([m()],z.prototype,`isExporting`,void 0),z=_([y(`wf-clip-tools`)],z);var Mt=500,Nt=1e4,Pt=6e4,Ft=class extends O{add(e){this.change(t=>We(t,e))}},It=class extends O{constructor(...e){super(...e),this.isWanted=!1}want(){this.isWanted||(this.isWanted=!0,this.load())}add(e){this.change(t=>et(t,e))}},Lt=class{constructor(e,t,n,r){this.events=t,this.cameraId=n,this.day=r,this.refreshMs=Pt,this.readMs=0,this.leave=[],this.refresh=()=>{performance.now()-this.readMs<this.refreshMs||(this.readMs=performance.now(),this.data.load())},this.load=()=>{this.readMs=performance.now(),this.data.load(),this.visits.get().value!==null&&this.visits.load(),this.lines.load(),this.days.load()};let i=this.span=Ae(r);this.data=new O(t=>Ze(e,n,i,t)),this.lines=new Ft(t=>Re(e,n,i,t)),this.visits=new It(t=>qe(e,n,i,t)),this.days=new O(t=>Le(e,n,t))}start(){let e=e=>{e.camera_id===this.cameraId&&A(e.start_ms)===this.day&&this.lines.add(e)};this.leave=[this.events.on(`line`,e),this.events.on(`line_updated`,e),this.events.on(`visit`,({visit:e})=>{e.camera_id===this.cameraId&&A(e.start_ms)===this.day&&this.visits.add(e)}),this.events.on(`resync`,this.load)],this.day===A(Date.now())&&(this.timer=setInterval(this.refresh,Nt)),this.load()}stop(){clearInterval(this.timer);for(let e of this.leave)e()}look(e){this.refreshMs=Math.min(Pt,N(e)/Mt)}window(){return{startMs:this.span.startMs,endMs:Math.min(this.span.endMs,Date.now())}}};function B(e){return t=>{customElements.get(e)===void 0&&customElements.define(e,t)}}var V=200;function Rt({lanes:e,gaps:t},n,r){return[...H(e.recorded,i(`timeline.lane.recorded`)),...H(e.motion??Ge,i(`timeline.lane.motion`)),...H(e.speech,i(`timeline.lane.speech`)),...n===null?H(e.visits,i(`timeline.lane.visits`)):n.map(({start_ms:e,end_ms:t,name:n,verdict:a})=>({atMs:e,lengthMs:(t??r)-e,text:n??i(`timeline.visit.${a===`unsure`?`unsure`:`unknown`}`)})),...t.map(({start_ms:e,end_ms:t,reason:n})=>({atMs:e,lengthMs:(t??r)-e,text:i(`timeline.gap`,{reason:i(`gap.${n}`)})}))].sort((e,t)=>e.atMs-t.atMs)}function H({starts:e,ends:t},n){return Array.from(e,(e,r)=>({atMs:e,lengthMs:(t[r]??e)-e,text:n}))}var U=class extends S{constructor(...e){super(...e),this.visits=null,this.positionMs=null,this.page=null,this.items=[]}static{this.styles=[f,v,b`
      ol {
        max-height: 22rem;
        margin: 0;
        overflow: auto;
        padding: 0;
        list-style: none;
      }
      li button {
        justify-content: flex-start;
        width: 100%;
        border-radius: 6px;
        text-align: start;
      }
      .time {
        font-variant-numeric: tabular-nums;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-top: 0.5rem;
      }
      .length,
      p {
        color: var(--wf-muted);
      }
    `]}willUpdate(e){(e.has(`data`)||e.has(`visits`))&&(this.items=Rt(this.data,this.visits,Date.now()))}render(){if(this.items.length===0)return o`<p>${i(`timeline.empty_day`)}</p>`;let e=Math.floor((this.items.length-1)/V),t=Math.min(this.page??zt(this.items,this.positionMs),e);return o`
      <ol aria-label=${i(`timeline.list`)}>
        ${this.items.slice(t*V,(t+1)*V).map(({atMs:e,lengthMs:t,text:n})=>o`<li>
              <button class="plain" @click=${()=>this.seek(e)}>
                <span class="time">${T(e)}</span><bdi>${n}</bdi
                ><span class="length">${w(t)}</span>
              </button>
            </li>`)}
      </ol>
      ${e===0?p:this.renderPages(t,e)}
    `}renderPages(e,t){let{items:n}=this,r=e*V,a=Math.min(n.length,r+V);return o`<footer>
      <button ?disabled=${e===0} @click=${()=>this.page=e-1}>${i(`timeline.list_earlier`)}</button>
      <p role="status">${i(`timeline.list_part`,{from:r+1,to:a,count:n.length})}</p>
      <button ?disabled=${e===t} @click=${()=>this.page=e+1}>${i(`timeline.list_later`)}</button>
    </footer>`}seek(e){this.page=null,this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};_([d({attribute:!1})],U.prototype,`data`,void 0),_([d({attribute:!1})],U.prototype,`visits`,void 0),_([d({attribute:!1})],U.prototype,`positionMs`,void 0),_([m()],U.prototype,`page`,void 0),U=_([B(`wf-event-list`)],U);function zt(e,t){let n=t===null?0:e.findIndex(e=>e.atMs>t);return Math.floor(Math.max(0,(n<0?e.length:n)-1)/V)}var Bt={PageUp:{kind:`seek`,byMs:-36e5},PageDown:{kind:`seek`,byMs:36e5},Home:{kind:`edge`,end:!1},End:{kind:`edge`,end:!0},"+":{kind:`zoom`,factor:.5},"=":{kind:`zoom`,factor:.5},"-":{kind:`zoom`,factor:2},n:{kind:`neighbour`,direction:1},p:{kind:`neighbour`,direction:-1},",":{kind:`frame`,direction:-1},".":{kind:`frame`,direction:1},"<":{kind:`speed`,direction:-1},">":{kind:`speed`,direction:1}," ":{kind:`play`},k:{kind:`play`},c:{kind:`captions`},l:{kind:`list`},g:{kind:`live`},s:{kind:`select`},e:{kind:`export`},Escape:{kind:`clear`},"/":{kind:`search`},"?":{kind:`help`}},Vt={KeyI:`start`,KeyO:`end`,i:`start`,o:`end`};function Ht(e){let{key:t,altKey:n,ctrlKey:r,metaKey:i}=e;if(i)return null;let a=Ut(e);if(a!==void 0&&!r)return{kind:`mark`,edge:a,isFree:n};if(n)return null;let o=[`ArrowLeft`,`ArrowRight`].indexOf(t);return o>=0?{kind:`seek`,byMs:(o===0?-1:1)*Wt(e)}:r?null:Bt[t]??Bt[t.toLowerCase()]??null}function Ut({key:e,code:t,altKey:n}){return Vt[e.toLowerCase()]??(n?Vt[t??``]:void 0)}function Wt({shiftKey:e,ctrlKey:t}){return t?6e4:e?1e3:1e4}var Gt=[[`keys.playing`,[[`Space K`,`keys.play`],[`← →`,`keys.ten`],[`Shift+← →`,`keys.one`],[`Ctrl+← →`,`keys.minute`],[`PgUp PgDn`,`keys.hour`],[`Home End`,`keys.edge`],[`N P`,`keys.neighbour`],[`, .`,`keys.frame`],[`< >`,`keys.speed`],[`C`,`keys.captions`],[`G`,`keys.live`]]],[`keys.looking`,[[`+ −`,`keys.zoom`],[`L`,`keys.list`],[`/`,`keys.search`],[`?`,`keys.help`]]],[`keys.choosing`,[[`I O`,`keys.mark`],[`Alt+I Alt+O`,`keys.mark_free`],[`S`,`keys.select`],[`Shift+← →`,`keys.words`],[`E`,`keys.export`],[`Esc`,`keys.clear`]]]],W=class extends S{constructor(...e){super(...e),this.open=!1}static{this.styles=[f,b`
      h3 {
        margin: 1rem 0 0.25rem;
        font-size: 0.9375rem;
      }
      h3:first-child {
        margin-top: 0;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(7rem, auto) 1fr;
        gap: 0.25rem 1rem;
        margin: 0;
      }
      dt {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      dd {
        margin: 0;
      }
      kbd {
        padding: 0.05rem 0.4rem;
        border: 1px solid var(--wf-line);
        border-bottom-width: 2px;
        border-radius: 5px;
        background: var(--wf-page);
        font: inherit;
        font-size: 0.8125rem;
        white-space: nowrap;
      }
    `]}render(){return o`<wf-dialog
      heading=${i(`keys.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      ${Gt.map(([e,t])=>o`<h3>${i(e)}</h3>
            <dl>
              ${t.map(([e,t])=>o`<dt>${e.split(` `).map(e=>o`<kbd>${e}</kbd>`)}</dt>
                    <dd>${i(t)}</dd>`)}
            </dl>`)}
    </wf-dialog>`}};_([d({type:Boolean})],W.prototype,`open`,void 0),W=_([y(`wf-keys-dialog`)],W);var Kt=4,qt=600,Jt=class{constructor(e){this.surface=e,this.pointers=new Map,this.pressedPx=null,this.wheel=e=>{let{surface:t}=this;if(!t.takesWheel(e))return;e.preventDefault();let n=t.view();if(e.shiftKey||Math.abs(e.deltaX)>Math.abs(e.deltaY)){let r=e.deltaX===0?e.deltaY:e.deltaX;t.show(De(n,t.day(),r*this.msPerPx()))}else t.show(Oe(n,t.day(),this.instantAt(e.clientX),2**(e.deltaY/qt)))},this.down=e=>{e.button===0&&(this.pointers.set(e.pointerId,e.clientX),this.pressedPx=this.pointers.size===1?e.clientX:null,this.surface.element.setPointerCapture(e.pointerId))},this.move=e=>{let t=this.pointers.get(e.pointerId);if(t===void 0)return;let{surface:n}=this;if(this.pressedPx!==null&&Math.abs(e.clientX-this.pressedPx)<Kt)return;this.pressedPx=null;let r=this.shares();this.pointers.set(e.pointerId,e.clientX),this.pointers.size===1?n.show(De(n.view(),n.day(),(t-e.clientX)*this.msPerPx())):this.pointers.size===2&&n.show(Qe(n.view(),n.day(),r,this.shares()))},this.up=e=>{this.pointers.has(e.pointerId)&&this.pressedPx!==null&&this.surface.seek(this.instantAt(e.clientX)),this.cancel(e)},this.cancel=e=>{this.pointers.delete(e.pointerId),this.pressedPx=null};let{element:t}=e;t.addEventListener(`wheel`,this.wheel,{passive:!1}),t.addEventListener(`pointerdown`,this.down),t.addEventListener(`pointermove`,this.move),t.addEventListener(`pointerup`,this.up),t.addEventListener(`pointercancel`,this.cancel)}instantAt(e){let{left:t,width:n}=this.surface.element.getBoundingClientRect(),{startMs:r,endMs:i}=this.surface.view();return r+(e-t)/n*(i-r)}msPerPx(){let{startMs:e,endMs:t}=this.surface.view();return(t-e)/this.surface.element.getBoundingClientRect().width}shares(){let{left:e,width:t}=this.surface.element.getBoundingClientRect(),[n=0,r=0]=[...this.pointers.values()].map(n=>(n-e)/t);return[n,r]}},Yt=78,Xt=8,Zt=[`recorded`,`motion`,`speech`,`visits`];function G(e){return 24+e*40}function Qt(e){return 24+e*40}function $t(e,t,n,r){e.clearRect(0,0,t,G(n.shown.length)),tn(e,t,n,r);let i=new Float32Array(t);for(let[a,o]of n.shown.entries()){let s=Qt(a);e.fillStyle=r.track,e.fillRect(0,s,t,34),e.fillStyle=r[o],en(e,n.lanes[o]??Ge,n.view,i,s,o===`recorded`)}nn(e,t,n,r)}function en(e,t,n,r,i,a){Be(t,n,r);let o=0,s=0;for(let t=0;t<=r.length;t++){let n=r[t]??0,c=n===0?0:a?34:Math.max(4,Math.round(Math.sqrt(n)*34));c===s&&t<r.length||(s>0&&e.fillRect(o,i+34-s,t-o,s),o=t,s=c)}}function tn(e,t,n,r){let{stepMs:i,atMs:a}=ke(n.view,n.day,Math.max(2,Math.floor(t/Yt)));e.font=`12px system-ui, sans-serif`,e.textBaseline=`middle`;let o=0;for(let s of a){let a=Math.round((s-n.view.startMs)/N(n.view)*t);e.fillStyle=r.line,e.fillRect(a,19,1,G(n.shown.length)),e.fillStyle=r.text;let c=n.label(s,i),l=e.measureText(c).width,u=Math.min(Math.max(0,a-l/2),t-l);u<o||(e.fillText(c,u,10),o=u+l+Xt)}}function nn(e,t,n,r){let i=rn(e,r.text);if(i===null)return;let a=t/N(n.view);e.fillStyle=i;let o=G(n.shown.length)-24;for(let r of n.gaps){let i=Math.max(0,Math.round((r.start_ms-n.view.startMs)*a)),s=Math.min(r.end_ms??n.nowMs,n.nowMs),c=Math.min(t,Math.round((s-n.view.startMs)*a));c>0&&i<t&&e.fillRect(i,24,Math.max(1,c-i),o)}}var K=null;function rn(e,t){return K?.colour!==t&&(K={colour:t,pattern:an(e,t)}),K.pattern}function an(e,t){let n=document.createElement(`canvas`);n.width=n.height=8;let r=n.getContext(`2d`);if(r===null)return null;r.strokeStyle=t,r.globalAlpha=.35,r.lineWidth=1.5,r.beginPath();for(let e of[-8,0,8])r.moveTo(e,8),r.lineTo(e+8,0);return r.stroke(),e.createPattern(n,`repeat`)}function on(e,[t,n],r,i,a){if(i===null)return;let o=t/N(r),s=Math.round((i.startMs-r.startMs)*o),c=Math.max(s+2,Math.round((i.endMs-r.startMs)*o)),[l,u]=[Math.max(0,s),Math.min(t,c)];u<=l||(e.fillStyle=a.chosen,e.globalAlpha=.22,e.fillRect(l,0,u-l,n),e.globalAlpha=1,e.fillRect(l,0,u-l,3))}function sn(e,[t,n],r,i,a){if(i===null||i<r.startMs||i>r.endMs)return;let o=Math.round((i-r.startMs)/N(r)*t);e.fillStyle=a.accent,e.fillRect(o-1,18,2,n),e.beginPath(),e.arc(o,18,5,0,2*Math.PI),e.fill()}var cn=6e4,ln=120,un=new Set([`positionMs`,`selection`,`hover`]),q=class extends S{constructor(...e){super(...e),this.shown=Zt,this.gaps=[],this.positionMs=null,this.selection=null,this.theme=0,this.picture=()=>null,this.embedded=!1,this.hover=null,this.widthPx=0,this.palette=null,this.size=new ResizeObserver(([e])=>{this.widthPx=Math.floor(e?.contentRect.width??0)})}static{this.styles=[f,b`
      :host {
        position: relative;
        display: block;
      }
      .surface {
        position: absolute;
        inset: 0;
        border-radius: 6px;
        cursor: pointer;
        touch-action: pan-y;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        pointer-events: none;
      }
      .name {
        position: absolute;
        left: 6px;
        padding: 0 5px;
        border-radius: 4px;
        background: color-mix(in srgb, var(--wf-card) 82%, transparent);
        font-size: 0.75rem;
        line-height: 1.2rem;
        pointer-events: none;
      }
      figure {
        position: absolute;
        z-index: 5;
        bottom: calc(100% + 4px);
        width: 200px;
        margin: 0;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: 8px;
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
        pointer-events: none;
      }
      figure img {
        display: block;
        width: 100%;
        aspect-ratio: 16 / 9;
        object-fit: contain;
        background: #0b0e0d;
      }
      figcaption {
        padding: 0.2rem 0.5rem;
        font-size: 0.8125rem;
        text-align: center;
      }
    `]}connectedCallback(){super.connectedCallback(),this.size.observe(this)}disconnectedCallback(){this.size.unobserve(this),clearTimeout(this.hovering),super.disconnectedCallback()}render(){return o`
      <div
        class="surface"
        role="slider"
        tabindex="0"
        aria-label=${i(`timeline.label`)}
        aria-valuemin=${this.day.startMs}
        aria-valuemax=${this.day.endMs}
        aria-valuenow=${this.positionMs??this.day.startMs}
        aria-valuetext=${this.positionMs===null?i(`timeline.nothing`):be(this.positionMs)}
        @pointermove=${this.moved}
        @pointerleave=${this.left}
      >
        <canvas class="back"></canvas>
        <canvas class="front"></canvas>
      </div>
      ${this.shown.map((e,t)=>o`<span class="name" style="top: ${Qt(t)+2}px" aria-hidden="true"
            >${this.lanes[e]===null?i(`timeline.no_motion`):i(`timeline.lane.${e}`)}</span
          >`)}
      ${this.hover===null?p:this.renderHover(this.hover)}
    `}firstUpdated(){this.gestures=new Jt({element:this.surface,takesWheel:({ctrlKey:e})=>e||!this.embedded,view:()=>this.view,day:()=>this.day,show:e=>this.dispatchEvent(new CustomEvent(`view`,{detail:e})),seek:e=>this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))})}updated(e){if(e.has(`shown`)&&(this.style.height=`${G(this.shown.length)}px`),e.has(`theme`)&&(this.palette=null),this.widthPx===0)return;let t=this.palette??=fn(this),n=[...e.keys()];if(n.every(e=>e===`hover`))return;if(!n.every(e=>un.has(e))){let{shown:e}=this,n={lanes:this.lanes,shown:e,gaps:this.gaps,view:this.view,day:this.day,nowMs:Date.now(),label:dn};$t(this.contextOf(this.back),this.widthPx,n,t)}let[r,i]=[this.contextOf(this.front),this.sizePx()];r.clearRect(0,0,...i),on(r,i,this.view,this.selection,t),sn(r,i,this.view,this.positionMs,t)}renderHover({leftPx:e,atMs:t,picture:n}){return o`<figure style="left: ${e}px" aria-hidden="true">
      ${n===null?p:o`<img src=${n} alt="" />`}
      <figcaption>${T(t)}</figcaption>
    </figure>`}moved(e){if(e.pointerType!==`mouse`||e.buttons!==0){this.left();return}let t=this.gestures.instantAt(e.clientX),{left:n}=this.getBoundingClientRect(),r=Math.min(Math.max(0,e.clientX-n-100),this.widthPx-200);this.hover={leftPx:r,atMs:t,picture:this.hover?.picture??null},clearTimeout(this.hovering),this.hovering=setTimeout(()=>void this.show(r,t),ln)}async show(e,t){let n=await this.picture(t);this.hover?.atMs===t&&(this.hover={leftPx:e,atMs:t,picture:n})}sizePx(){return[this.widthPx,G(this.shown.length)]}contextOf(e){let t=devicePixelRatio,[n,r]=this.sizePx().map(e=>Math.round(e*t));e.width!==n&&(e.width=n),e.height!==r&&(e.height=r);let i=e.getContext(`2d`);if(i===null)throw Error(`this browser cannot draw`);return i.setTransform(t,0,0,t,0,0),i}left(){clearTimeout(this.hovering),this.hover=null}};_([d({attribute:!1})],q.prototype,`lanes`,void 0),_([d({attribute:!1})],q.prototype,`shown`,void 0),_([d({attribute:!1})],q.prototype,`gaps`,void 0),_([d({attribute:!1})],q.prototype,`view`,void 0),_([d({attribute:!1})],q.prototype,`day`,void 0),_([d({attribute:!1})],q.prototype,`positionMs`,void 0),_([d({attribute:!1})],q.prototype,`selection`,void 0),_([d({attribute:!1})],q.prototype,`theme`,void 0),_([d({attribute:!1})],q.prototype,`picture`,void 0),_([d({type:Boolean})],q.prototype,`embedded`,void 0),_([m()],q.prototype,`hover`,void 0),_([m()],q.prototype,`widthPx`,void 0),_([E(`.surface`)],q.prototype,`surface`,void 0),_([E(`.back`)],q.prototype,`back`,void 0),_([E(`.front`)],q.prototype,`front`,void 0),q=_([B(`wf-lanes`)],q);function dn(e,t){return t<cn?T(e):C(e)}function fn(e){let t=getComputedStyle(e),n=e=>t.getPropertyValue(`--wf-${e}`).trim();return{recorded:n(`lane-recording`),motion:n(`lane-motion`),speech:n(`lane-speech`),visits:n(`lane-faces`),text:n(`muted`),line:n(`line`),track:n(`page`),accent:n(`bad`),chosen:n(`accent`)}}function pn(e,t){return e===null?o`<p role="status">${i(`loading`)}</p>`:o`<wf-notice .icon=${ve} heading=${i(`timeline.failed`)} text=${s(e)}>
    <button class="primary" @click=${t}>${i(`failure.retry`)}</button>
  </wf-notice>`}function mn({value:e,error:t}){let n=o`<h1 class="hidden-text">${i(`nav.timeline`)}</h1>`;if(e===null&&t===null)return o`${n}
      <p role="status">${i(`loading`)}</p>`;if(e===null)return o`${n}<wf-notice
        .icon=${ve}
        heading=${i(`failure.title`)}
        text=${s(t)}
      ></wf-notice>`;let r=e.length===0;return o`${n}
    <wf-notice
      .icon=${te}
      heading=${i(r?`live.none`:`live.gone`)}
      text=${i(r?`live.none_text`:`live.gone_text`)}
    >
      ${r?o`<a class="button primary" href="cameras/add">${i(`cameras.add_first`)}</a>`:o`<a class="button primary" href="timeline">${i(`timeline.no_camera`)}</a>`}
    </wf-notice>`}var hn=[.5,1,2,4,8],J=class extends S{constructor(...e){super(...e),this.positionMs=null,this.playing=!1,this.captions=!1,this.list=!1,this.selecting=!1,this.speed=1}static{this.styles=[f,v,g,b`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem;
      }
      .time {
        min-width: 6rem;
        padding: 0 0.5rem;
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      .select[aria-pressed] {
        min-height: 2.25rem;
        margin-inline-start: 0.25rem;
      }
      @media (max-width: 759px) {
        .select span {
          display: none;
        }
      }
      .space {
        flex: 1;
      }
      select {
        min-height: 2.25rem;
      }
    `]}render(){return o`
      ${this.renderButton(`frame_back`,he)}
      ${this.playing?this.renderButton(`play`,u,i(`timeline.pause`)):this.renderButton(`play`,l)}
      ${this.renderButton(`frame_on`,le)}
      <span class="time">${this.positionMs===null?``:T(this.positionMs)}</span>
      <select aria-label=${i(`timeline.speed`)} @change=${this.chosen}>
        ${hn.map(e=>o`<option value=${e} ?selected=${e===this.speed}>${e}×</option>`)}
      </select>
      ${this.renderButton(`captions`,se,i(`timeline.captions`),this.captions)}
      <button
        class="select"
        aria-label=${i(`timeline.select`)}
        title=${i(`timeline.select`)}
        aria-pressed=${this.selecting}
        @click=${()=>this.fire(`select`)}
      >
        ${h(ae)}<span>${i(`timeline.select`)}</span>
      </button>
      <span class="space"></span>
      ${this.renderButton(`zoom_out`,n)} ${this.renderButton(`zoom_in`,r)}
      ${this.renderButton(`fit`,_e)}
      ${this.renderButton(`list`,ie,i(`timeline.list`),this.list)}
      ${this.renderButton(`help`,c)}
    `}renderButton(e,t,n=i(`timeline.${e}`),r){let a=()=>this.fire(e);return r===void 0?o`<button class="plain round" aria-label=${n} title=${n} @click=${a}>${h(t)}</button>`:o`<button class="plain round" aria-label=${n} title=${n} aria-pressed=${r} @click=${a}>
          ${h(t)}
        </button>`}fire(e){this.dispatchEvent(new CustomEvent(`command`,{detail:e}))}chosen(e){let t=Number(e.target.value);this.dispatchEvent(new CustomEvent(`speed`,{detail:t}))}};_([d({attribute:!1})],J.prototype,`positionMs`,void 0),_([d({type:Boolean})],J.prototype,`playing`,void 0),_([d({type:Boolean})],J.prototype,`captions`,void 0),_([d({type:Boolean})],J.prototype,`list`,void 0),_([d({type:Boolean})],J.prototype,`selecting`,void 0),_([d({attribute:!1})],J.prototype,`speed`,void 0),J=_([y(`wf-playback-bar`)],J);function gn({start_ms:e,end_ms:t,reason:n}){return i(`timeline.gap_between`,{start:C(e),end:C(t??Date.now()),reason:i(`gap.${n}`)})}var Y=class extends S{constructor(...e){super(...e),this.missing=null,this.caption=null,this.positionMs=null,this.speed=1,this.playerState=`idle`,this.player=null,this.loaded=null,this.leave=null,this.retry=()=>{let{loaded:e,positionMs:t}=this;e!==null&&(this.loaded=null,this.show(e,t??e.startMs))}}static{this.styles=[f,v,b`
      :host {
        position: relative;
        display: block;
        overflow: hidden;
        border-radius: var(--wf-radius);
        background: #0b0e0d;
        color: #e7edea;
      }
      video,
      img {
        display: block;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      .cover {
        position: absolute;
        inset: 0;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 0.75rem;
        padding: 1rem;
        background: rgb(8 11 10 / 82%);
        text-align: center;
      }
      .cover p,
      .caption,
      .note {
        margin: 0;
      }
      .caption {
        position: absolute;
        inset: auto 0 5%;
        width: fit-content;
        max-width: 90%;
        margin: 0 auto;
        padding: 0.2rem 0.6rem;
        border-radius: 6px;
        background: rgb(0 0 0 / 72%);
        font-size: clamp(0.9rem, 2.2vw, 1.25rem);
        text-align: center;
      }
      .note {
        position: absolute;
        inset: 0 0 auto;
        padding: 0.35rem 0.75rem;
        background: rgb(0 0 0 / 65%);
        font-size: 0.8125rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.leave=this.app.events.on(`resync`,()=>{this.playerState===`offline`&&this.retry()})}disconnectedCallback(){this.leave?.(),this.drop(),super.disconnectedCallback()}show(e,t,n={}){let r=this.ensurePlayer(),{isPlaying:i=r.playing.get(),untilMs:a=null}=n,o=this.loaded?.startMs===e.startMs&&t<this.loaded.endMs,s=r.state.get();o&&(s===`ready`||s===`unplayable`)?(r.seek(t),i&&r.play(a)):(this.loaded=e,r.open(this.playlist(e),t,{isPlaying:i,untilMs:a}))}toggle(){this.player?.toggle()}pause(){this.player?.pause()}step(e){this.player?.step(e,this.camera.status?.stream?.frames_per_s??0)}clear(){this.loaded=null,this.player?.close()}render(){return o`
      <video
        playsinline
        ?hidden=${this.playerState===`unplayable`}
        aria-label=${this.camera.name}
        @click=${this.toggle}
      ></video>
      ${this.playerState===`unplayable`?this.renderStill():p}
      ${this.caption===null?p:o`<p class="caption" dir="auto">${this.caption.text}</p>`}
      ${this.renderCover()}
    `}updated(e){e.has(`speed`)&&this.player?.setRate(this.speed)}renderStill(){return o`${rt(this.app,this.camera,this.positionMs??Date.now())}
      <p class="note" role="status">${i(`timeline.unplayable`)}</p>`}renderCover(){return this.missing===null?this.playerState===`loading`?o`<div class="cover" role="status"><p>${i(`loading`)}</p></div>`:this.playerState===`missing`?this.renderMissing({gap:null,nextMs:null}):this.playerState===`offline`||this.playerState===`failed`?this.renderFailed(this.playerState):p:this.renderMissing(this.missing)}renderFailed(e){return o`<div class="cover" role="status">
      <p>${i(e===`offline`?`errors.offline`:`timeline.failed`)}</p>
      <button @click=${this.retry}>${i(`failure.retry`)}</button>
    </div>`}renderMissing({gap:e,nextMs:t}){return o`<div class="cover" role="status">
      <p>${e===null?i(`timeline.unrecorded`):gn(e)}</p>
      ${t===null?p:o`<button @click=${()=>this.dispatchEvent(new CustomEvent(`next`,{detail:t}))}>
              ${i(`timeline.next`)}
            </button>`}
    </div>`}playlist({startMs:e,endMs:t}){let n={camera_id:this.camera.id,start_ms:e,end_ms:t};return this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:n})}ensurePlayer(){if(this.player!==null)return this.player;let e=(e,t)=>void this.dispatchEvent(new CustomEvent(e,{detail:t})),t=new nt(this.video,()=>e(`finished`,this.loaded?.endMs));return t.setRate(this.speed),t.state.subscribe(e=>this.playerState=e),t.position.subscribe(t=>e(`position`,t)),t.playing.subscribe(t=>e(`playing`,t)),this.player=t,t}drop(){this.player?.stop(),this.player=this.loaded=null,this.playerState=`idle`}};_([d({attribute:!1})],Y.prototype,`app`,void 0),_([d({attribute:!1})],Y.prototype,`camera`,void 0),_([d({attribute:!1})],Y.prototype,`missing`,void 0),_([d({attribute:!1})],Y.prototype,`caption`,void 0),_([d({attribute:!1})],Y.prototype,`positionMs`,void 0),_([d({attribute:!1})],Y.prototype,`speed`,void 0),_([m()],Y.prototype,`playerState`,void 0),_([E(`video`)],Y.prototype,`video`,void 0),Y=_([y(`wf-recording`)],Y);var _n=700,vn=250,yn=[],bn=class{constructor(e,t){this.host=e,this.settled=t,this.selection=null,this.isOn=!1,this.speech=j([]),this.lines=yn,this.choose=e=>{this.selection=e,this.isOn||=e!==null,this.host.requestUpdate(),clearTimeout(this.timer),this.timer=setTimeout(this.settled,vn)},e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}hear(e){let t=e??yn;t!==this.lines&&(this.lines=t,this.speech=j(t))}read(e,t){this.selection=Et(e,t),this.isOn||=this.selection!==null,this.host.requestUpdate()}chooseWords([e,t],n){this.choose(Tt(e,t,n))}mark(e,t,n,r){let i=n?t:Xe(this.speech,e,t,_n);this.choose(wt(this.selection,e,i,r))}toggle(){this.isOn?this.clear():(this.isOn=!0,this.host.requestUpdate())}clear(){this.isOn=!1,this.choose(null),this.isOn=!1}},xn=8,Sn=1500,Cn=[`start`,`end`],X=class extends S{constructor(...e){super(...e),this.selection=null,this.selecting=!1,this.anchorMs=null}static{this.styles=[f,b`
      :host {
        position: absolute;
        inset: 0;
        overflow: hidden;
        pointer-events: none;
      }
      .strip {
        position: absolute;
        inset: 0 0 auto;
        height: ${24}px;
        border: 1px dashed var(--wf-accent);
        border-radius: 6px;
        background: color-mix(in srgb, var(--wf-accent) 10%, transparent);
        cursor: crosshair;
        pointer-events: auto;
        touch-action: none;
      }
      .handle {
        position: absolute;
        top: 0;
        bottom: 0;
        width: 24px;
        margin-left: -12px;
        cursor: ew-resize;
        pointer-events: auto;
        touch-action: none;
      }
      .handle::before {
        position: absolute;
        inset: 0 auto 0 11px;
        width: 2px;
        background: var(--wf-accent);
        content: "";
      }
      .handle::after {
        position: absolute;
        top: calc(50% - 14px);
        left: 7px;
        width: 10px;
        height: 28px;
        border-radius: 5px;
        background: var(--wf-accent);
        content: "";
      }
      .handle:focus-visible {
        outline-offset: -2px;
      }
    `]}render(){return o`
      ${this.selecting?o`<div
              class="strip"
              title=${i(`select.strip`)}
              @pointerdown=${this.began}
              @pointermove=${this.drawn}
              @pointerup=${this.ended}
              @pointercancel=${this.ended}
            ></div>`:p}
      ${this.selection===null?p:Cn.map(e=>this.renderHandle(e))}
    `}renderHandle(e){let{selection:t,bounds:n}=this;if(t===null)return p;let r=wn(t,e),a=(r-this.view.startMs)/N(this.view);return a<0||a>1?p:o`<div
      class="handle"
      style="left: ${a*100}%"
      role="slider"
      tabindex="0"
      aria-label=${i(`select.${e}`)}
      aria-valuemin=${n.startMs}
      aria-valuemax=${n.endMs}
      aria-valuenow=${r}
      aria-valuetext=${be(r)}
      @pointerdown=${e=>this.grab(e)}
      @pointermove=${t=>this.drag(t,e)}
      @keydown=${t=>this.nudge(t,e)}
    ></div>`}began(e){e.button===0&&this.strip!==null&&(e.preventDefault(),this.strip.setPointerCapture(e.pointerId),this.anchorMs=this.instantAt(e))}drawn(e){if(this.anchorMs===null)return;let[t,n]=[this.anchorMs,this.instantAt(e)].sort((e,t)=>e-t);this.choose(I(this.snapped(e,`start`,t),this.snapped(e,`end`,n),this.bounds))}ended(){this.anchorMs=null}grab(e){e.button===0&&e.currentTarget.setPointerCapture(e.pointerId)}drag(e,t){if(this.selection===null||!e.currentTarget.hasPointerCapture(e.pointerId))return;let n=this.snapped(e,t,this.instantAt(e));this.choose(L(this.selection,t,n,this.bounds))}nudge(e,t){let n=e.key===`ArrowLeft`?-1:+(e.key===`ArrowRight`);if(n===0||this.selection===null||e.ctrlKey||e.metaKey)return;e.preventDefault();let r=e.altKey?`free`:e.shiftKey?`sentence`:`word`,i=At(this.speech,t,wn(this.selection,t),n,r);this.choose(L(this.selection,t,i,this.bounds))}choose(e){this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}snapped({altKey:e},t,n){if(e)return n;let r=N(this.view)/this.getBoundingClientRect().width;return Xe(this.speech,t,n,Math.min(Sn,xn*r))}instantAt({clientX:e}){let{left:t,width:n}=this.getBoundingClientRect();return this.view.startMs+(e-t)/n*N(this.view)}};_([d({attribute:!1})],X.prototype,`view`,void 0),_([d({attribute:!1})],X.prototype,`bounds`,void 0),_([d({attribute:!1})],X.prototype,`selection`,void 0),_([d({attribute:!1})],X.prototype,`speech`,void 0),_([d({type:Boolean})],X.prototype,`selecting`,void 0),_([E(`.strip`)],X.prototype,`strip`,void 0),X=_([y(`wf-selection-strip`)],X);function wn({startMs:e,endMs:t},n){return n===`start`?e:t}var Tn=b`
  :host {
    display: grid;
    gap: 0.75rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  header h1 {
    flex: 1;
  }
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(18rem, 26rem);
    gap: 0.75rem;
    height: clamp(16rem, calc(100dvh - 24rem), 46rem);
  }
  .main.short {
    height: clamp(13rem, calc(100dvh - 34rem), 46rem);
  }
  wf-recording,
  wf-transcript {
    min-height: 0;
    height: 100%;
  }
  .lanes {
    padding: 0.5rem 0.75rem 0.75rem;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
  }
  wf-playback-bar {
    margin-bottom: 0.25rem;
  }
  .stage {
    position: relative;
  }
  wf-clip-tools {
    display: block;
    margin-top: 0.5rem;
  }
  .hint {
    margin: 0.5rem 0 0;
    color: var(--wf-muted);
  }
  @media (max-width: 759px) {
    header h1 {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    header {
      display: grid;
      grid-template-columns: 1fr auto;
    }
    wf-day-picker {
      grid-row: 2;
      grid-column: 1 / -1;
      justify-content: space-between;
    }
    .main {
      display: contents;
    }
    wf-recording {
      height: auto;
      aspect-ratio: 16 / 9;
    }
    wf-transcript {
      order: 1;
      height: 18rem;
    }
  }
`,En={},Dn=oe(class extends de{constructor(){super(...arguments),this.ot=En}render(e,t){return t()}update(e,[t,n]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((e,t)=>e===this.ot[t]))return x}else if(this.ot===t)return x;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,n)}}),On={ArrowLeft:-1,ArrowRight:1},kn=class{constructor(e,t){this.field=t,this.anchor=null,this.picked=null,this.dragged=null,this.pressed=e=>{let t=Z(e);t===null||e.button!==0||e.shiftKey||e.pointerType===`touch`||(this.dragged={from:t,isMoved:!1})},this.passed=e=>{let t=Z(e);this.dragged!==null&&t!==null&&e.buttons&1&&(t!==this.dragged.from||this.dragged.isMoved)&&(this.dragged.isMoved=!0,this.choose(this.dragged.from,t))},this.released=()=>{setTimeout(()=>this.dragged=null)},this.clicked=e=>{let t=Z(e);t!==null&&this.dragged?.isMoved!==!0&&(this.field.reach(t),e.shiftKey?this.choose(this.anchor??t,t):this.field.isPicking()?this.pick(t):this.seek(t))},this.typed=e=>{let t=Z(e),n=On[e.key];if(t===null||n===void 0||e.ctrlKey||e.altKey||e.metaKey)return;e.preventDefault();let r=t+n,i=this.field.buttonOf(r);i!==null&&(e.shiftKey?this.choose(this.anchor??t,r):this.anchor=null,this.field.reach(r),i.focus())},e.addController(this),e.addEventListener(`pointerdown`,this.pressed),e.addEventListener(`pointerover`,this.passed),e.addEventListener(`click`,this.clicked),e.addEventListener(`keydown`,this.typed)}hostConnected(){addEventListener(`pointerup`,this.released),addEventListener(`pointercancel`,this.released)}hostDisconnected(){removeEventListener(`pointerup`,this.released),removeEventListener(`pointercancel`,this.released),this.dragged=null}pick(e){this.choose(this.picked??e,e),this.picked=this.picked===null?e:null}seek(e){let t=this.field.words()[e];this.anchor=e,this.picked=null,t!==void 0&&this.field.seek(t.startMs)}choose(e,t){let[n,r]=[this.field.words()[e],this.field.words()[t]];this.anchor=e,n!==void 0&&r!==void 0&&this.field.choose([n,r])}};function Z(e){let[t]=e.composedPath(),n=t instanceof HTMLElement?t.dataset.word:void 0;return n===void 0?null:Number(n)}var An=200,jn=200,Q=class extends S{static{this.styles=[f,v,b`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding: 0.5rem 0.5rem 0.5rem 1rem;
        border-bottom: 1px solid var(--wf-line);
      }
      header button {
        min-height: 2rem;
        font-size: 0.875rem;
      }
      ol {
        flex: 1;
        margin: 0;
        overflow-y: auto;
        padding: 0.25rem 0;
        list-style: none;
        overscroll-behavior: contain;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.1rem 0.6rem;
        padding: 0.35rem 1rem;
        border-left: 3px solid transparent;
      }
      li.current {
        border-left-color: var(--wf-lane-speech);
        background: color-mix(in srgb, var(--wf-lane-speech) 10%, transparent);
      }
      button.time {
        min-height: 1.5rem;
        padding: 0 0.25rem;
        border: 0;
        background: none;
        color: var(--wf-muted);
        font-variant-numeric: tabular-nums;
        font-size: 0.875rem;
      }
      .speaker {
        font-weight: 600;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      button.word {
        display: inline;
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 3px;
        background: none;
        font-weight: inherit;
        text-align: start;
        touch-action: auto;
        transition: none;
      }
      button.word:hover {
        text-decoration: underline;
      }
      button.chosen {
        background: color-mix(in srgb, var(--wf-accent) 28%, transparent);
      }
      button.said {
        background: color-mix(in srgb, var(--wf-lane-speech) 30%, transparent);
      }
      button.marked {
        border-radius: 3px;
        background: color-mix(in srgb, var(--wf-warn) 30%, transparent);
        color: inherit;
      }
      .empty {
        padding: 1rem;
        color: var(--wf-muted);
      }
    `]}constructor(){super(),this.lines=null,this.positionMs=null,this.speakers=[],this.keywords=[],this.speech=null,this.selection=null,this.selecting=!1,this.isFollowing=!0,this.middle=null,this.rendered=[0,0],this.reached=0,this.spoken=j([]),this.byLine=new Map,this.follow=()=>{this.isFollowing=!this.isFollowing,this.isFollowing&&(this.middle=null)},new kn(this,{isPicking:()=>this.selecting,words:()=>this.spoken.words,buttonOf:e=>this.renderRoot.querySelector(`[data-word="${e}"]`),reach:e=>this.reached=e,seek:e=>this.seek(e),choose:e=>this.dispatchEvent(new CustomEvent(`words`,{detail:e}))})}willUpdate(e){this.isFollowing&&e.has(`positionMs`)&&(this.middle=null),(e.has(`speech`)||e.has(`lines`))&&(this.spoken=this.speech??j(this.lines??[]),this.byLine=Nn(this.spoken))}render(){return o`
      <header>
        <h2>${i(`timeline.transcript`)}</h2>
        <button aria-pressed=${this.isFollowing} @click=${this.follow}>${i(`timeline.follow`)}</button>
      </header>
      ${this.renderLines()}
    `}updated(e){if(!this.isFollowing||!(e.has(`positionMs`)||e.has(`lines`)))return;let t=this.renderRoot.querySelector(`.current`),n=this.renderRoot.querySelector(`ol`);t!==null&&n!==null&&(n.scrollTop=t.offsetTop-n.offsetTop-n.clientHeight/3)}renderLines(){let{lines:e}=this;if(e===null)return o`<p class="empty" role="status">${i(`loading`)}</p>`;if(e.length===0)return o`<p class="empty">${i(`timeline.silent`)}</p>`;let t=this.positionMs===null?-1:Ke(e,this.positionMs),[n,r]=this.rendered=Pe(e,this.middle??t,An),a=e.slice(n,r),s=a.map(({id:e})=>this.byLine.get(e)??[]),c=s.some(e=>e.includes(this.reached))?this.reached:(s[Math.max(0,t-n)]??[])[0]??-1;return o`<ol @scroll=${this.scrolled}>
      ${tt(a,({id:e})=>e,(e,r)=>this.renderLine(e,n+r===t,c))}
    </ol>`}async scrolled(e){let t=e.currentTarget,[n,r]=this.rendered,i=t.scrollHeight-t.scrollTop-t.clientHeight<jn,a=i?r<(this.lines?.length??0):t.scrollTop<jn&&n>0,o=[...t.children].find(e=>e.getBoundingClientRect().bottom>Mn(t));if(!a||o===void 0)return;let s=Mn(o);this.middle=i?r:n,await this.updateComplete,t.scrollTop+=Mn(o)-s}renderLine(e,t,n){let r=this.speakers.find(({id:t})=>t===e.speaker)?.name;return o`<li class=${t?`current`:``} aria-current=${t?`true`:p}>
      <button class="time" @click=${()=>this.seek(e.start_ms)}>${T(e.start_ms)}</button>
      <p dir="auto">
        ${r===void 0?p:o`<span class="speaker"><bdi>${r}</bdi>: </span>`}
        ${this.renderWords(e,t,n)}
      </p>
    </li>`}renderWords(e,t,n){let r=this.byLine.get(e.id)??[],i=r.map(e=>this.spoken.words[e]).filter(e=>e!==void 0),a=t?this.positionMs??0:-1,s=i.findIndex(({startMs:e,endMs:t})=>e<=a&&a<t),{startMs:c,endMs:l}=this.selection??{startMs:0,endMs:-1},u=e.start_ms<l&&e.end_ms>c,ee=r.indexOf(n),te=u?[c,l]:[0,-1];return Dn([this.spoken,this.keywords,e,s,ee,...te],()=>{let e=Ie(i,this.keywords);return i.map((t,n)=>{let i=(t.startMs+t.endMs)/2,a=c<=i&&i<l,u={word:!0,said:n===s,chosen:a,marked:e[n]??!1};return o`<button
            class=${it(u)}
            data-word=${r[n]??p}
            tabindex=${n===ee?0:-1}
            aria-pressed=${a?`true`:p}
          >
            ${t.text}</button
          >${` `}`})})}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};_([d({attribute:!1})],Q.prototype,`lines`,void 0),_([d({attribute:!1})],Q.prototype,`positionMs`,void 0),_([d({attribute:!1})],Q.prototype,`speakers`,void 0),_([d({attribute:!1})],Q.prototype,`keywords`,void 0),_([d({attribute:!1})],Q.prototype,`speech`,void 0),_([d({attribute:!1})],Q.prototype,`selection`,void 0),_([d({type:Boolean})],Q.prototype,`selecting`,void 0),_([m()],Q.prototype,`isFollowing`,void 0),_([m()],Q.prototype,`middle`,void 0),_([m()],Q.prototype,`reached`,void 0),Q=_([B(`wf-transcript`)],Q);function Mn(e){return e.getBoundingClientRect().top}function Nn({words:e}){let t=new Map;for(let[n,{lineId:r}]of e.entries()){let e=t.get(r);e===void 0?t.set(r,[n]):e.push(n)}return t}var Pn=3e4,Fn=1e4,In={play:{kind:`play`},frame_back:{kind:`frame`,direction:-1},frame_on:{kind:`frame`,direction:1},zoom_in:{kind:`zoom`,factor:.5},zoom_out:{kind:`zoom`,factor:2},list:{kind:`list`},captions:{kind:`captions`},select:{kind:`select`},help:{kind:`help`}},$=class extends me{static{this.styles=[...me.styles,g,Tn]}constructor(){super(),this.store=null,this.view=null,this.positionMs=null,this.missing=null,this.isPlaying=!1,this.hasCaptions=!0,this.isList=!1,this.speed=1,this.isHelping=!1,this.selecting=new bn(this,()=>this.chosen()),this.leave=[],this.isOpened=!1,this.kept=``,this.picture=e=>{let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||!M(n.lanes,e))return null;let r={params:{camera_id:t.cameraId},query:{at:Math.round(e),width:320}};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,r)},this.pressed=e=>{let t=e.composedPath();if(e.defaultPrevented||Rn(t[0],e.key)||t.some(Ln))return;let n=Ht(e);n!==null&&this.store!==null&&(n.kind!==`clear`||this.selecting.isOn)&&(e.preventDefault(),this.act(n))},new fe(this,()=>[this.app.cameras,this.app.theme,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),this.leaveDay(),super.disconnectedCallback()}willUpdate(){let e=this.camera();if(e===null||!this.isConnected)return;let t=this.wantedDay();(this.store?.cameraId!==e.id||this.store.day!==t)&&this.enterDay(e.id,t),this.selecting.hear(this.store?.lines.get().value??null)}updated(e){this.openOnce(),this.view!==null&&this.store?.look(this.view),this.isList&&this.store?.visits.want(),e.has(`place`)&&this.arrived()}arrived(){let{query:e}=this.place;if(!this.isOpened||this.store===null||e.toString()===this.kept)return;this.selecting.read(e,this.store.span);let t=Number(e.get(`at`));t>0&&t!==this.positionMs&&this.seek(t)}render(){let e=this.camera();if(e===null||this.store===null||this.view===null)return mn(this.app.cameras.get());let{store:t,view:n}=this,{value:r,error:a}=t.data.get(),s=t.lines.get().value;return o`
      <header>
        <h1>${i(`nav.timeline`)}</h1>
        ${this.renderCameras(e)}
        <wf-day-picker
          .day=${t.day}
          .footage=${Ue(t.days.get().value)}
          @day=${t=>this.go(e.id,t.detail)}
        ></wf-day-picker>
        <a class="button" href="live/${encodeURIComponent(e.id)}">${h(ne)}${i(`timeline.go_live`)}</a>
      </header>
      <div class=${it({main:!0,short:this.selecting.isOn})}>
        <wf-recording
          .app=${this.app}
          .camera=${e}
          .missing=${this.missing}
          .positionMs=${this.positionMs}
          .speed=${this.speed}
          .caption=${this.hasCaptions&&this.positionMs!==null?Ye(s??[],this.positionMs):null}
          @position=${e=>this.moved(e.detail)}
          @playing=${e=>this.isPlaying=e.detail}
          @next=${e=>this.seek(e.detail)}
          @finished=${e=>this.finished(e.detail)}
        ></wf-recording>
        <wf-transcript
          .lines=${s}
          .speakers=${this.app.people.get().value??[]}
          .positionMs=${this.positionMs}
          .speech=${this.selecting.speech}
          .selection=${this.selecting.selection}
          ?selecting=${this.selecting.isOn}
          @seek=${e=>this.seek(e.detail)}
          @words=${e=>this.selecting.chooseWords(e.detail,t.window())}
        ></wf-transcript>
      </div>
      <section class="lanes" aria-label=${i(`timeline.label`)}>
        <wf-playback-bar
          .positionMs=${this.positionMs}
          .playing=${this.isPlaying}
          .captions=${this.hasCaptions}
          .list=${this.isList}
          .speed=${this.speed}
          .selecting=${this.selecting.isOn}
          @command=${e=>this.command(e.detail)}
          @speed=${e=>this.speed=e.detail}
        ></wf-playback-bar>
        ${r===null?pn(a,()=>void t.data.load()):this.renderDay(r,n,t.span)}
        ${this.renderSelection(t)}
      </section>
      <wf-keys-dialog ?open=${this.isHelping} @closed=${()=>this.isHelping=!1}></wf-keys-dialog>
    `}renderDay(e,t,n){let r=e=>this.seek(e.detail);if(this.isList)return o`${e.lanes.motion===null?o`<p>${i(`timeline.no_motion_text`)}</p>`:p}<wf-event-list
          .data=${e}
          .visits=${this.store?.visits.get().value??null}
          .positionMs=${this.positionMs}
          @seek=${r}
        ></wf-event-list>`;let{selection:a,isOn:s,speech:c}=this.selecting;return o`<div class="stage">
      <wf-lanes
        .lanes=${e.lanes}
        .gaps=${e.gaps}
        .view=${t}
        .day=${n}
        .positionMs=${this.positionMs}
        .selection=${a}
        .theme=${this.app.theme.get()}
        .picture=${this.picture}
        @seek=${r}
        @view=${e=>this.view=e.detail}
      ></wf-lanes>
      <wf-selection-strip
        .view=${t}
        .bounds=${n}
        .selection=${a}
        .speech=${c}
        ?selecting=${s}
        @choose=${e=>this.selecting.choose(e.detail)}
      ></wf-selection-strip>
    </div>`}renderSelection(e){let{selection:t,isOn:n,speech:r}=this.selecting;return t===null?n?o`<p class="hint" role="status">${i(`select.hint`)}</p>`:p:o`<wf-clip-tools
      .app=${this.app}
      .cameraId=${e.cameraId}
      .selection=${t}
      .bounds=${e.span}
      .speech=${r}
      @choose=${e=>this.selecting.choose(e.detail)}
      @play=${e=>this.playSelection(e.detail)}
      @clear=${()=>this.selecting.clear()}
    ></wf-clip-tools>`}renderCameras(e){return o`<select aria-label=${i(`timeline.camera`)} @change=${e=>this.go(e.target.value,this.wantedDay())}>
      ${(this.app.cameras.get().value??[]).map(({id:t,name:n})=>o`<option value=${t} ?selected=${t===e.id}>${n}</option>`)}
    </select>`}camera(){let e=this.place.params.camera;return e===void 0?this.app.cameras.get().value?.[0]??null:this.app.cameras.find(e)}wantedDay(){let{query:e}=this.place,t=Number(e.get(`at`));return He(e.get(`day`))??A(t>0?t:Date.now())}go(e,t){this.app.router.go(`timeline/${encodeURIComponent(e)}?day=${t}`)}enterDay(e,t){this.leaveDay();let n=new Lt(this.app.api,this.app.events,e,t),r=()=>this.requestUpdate();this.leave=[n.data,n.lines,n.visits,n.days].map(e=>e.subscribe(r)),this.store=n,this.view=n.span,this.positionMs=this.missing=null,this.isOpened=!1,n.start()}leaveDay(){for(let e of this.leave.splice(0))e();this.store?.stop(),this.recording?.clear(),this.store=null}openOnce(){let e=this.store?.data.get().value;if(this.isOpened||e==null||this.store===null||this.recording===null)return;this.isOpened=!0,this.selecting.read(this.place.query,this.store.span);let t=Number(this.place.query.get(`at`)??this.selecting.selection?.startMs),n=t>0?t:this.firstOf(this.store,e);n===null?this.missing={gap:null,nextMs:null}:this.seek(n)}firstOf({day:e,span:t},{lanes:n}){let[r=null]=n.recorded.starts,i=n.recorded.ends.at(-1);return r===null||i===void 0||e!==A(Date.now())?r:(this.view=je(t,{startMs:r,endMs:i}),Math.max(r,i-Pn))}seek(e){let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||this.view===null)return;let r=Math.round(Math.min(Math.max(e,t.span.startMs),t.span.endMs-1));if(this.positionMs=r,this.view=Me(this.view,t.span,r),this.keepAddress(),M(n.lanes,r))this.missing=null,this.recording?.show(t.window(),r);else{this.recording?.pause();let{starts:e}=n.lanes.recorded;this.missing={gap:Ne(n.gaps,r),nextMs:e[ze(n.lanes.recorded,r)]??null}}}chosen(){let{selection:e}=this.selecting;e!==null&&this.view!==null&&this.store!==null&&(this.view=Fe(this.view,this.store.span,e)),this.keepAddress()}keepAddress(){let{store:e,positionMs:t}=this;if(e===null||!this.isConnected)return;let{selection:n}=this.selecting,r=new URLSearchParams({day:e.day});t!==null&&r.set(`at`,String(t)),n!==null&&(r.set(`from`,String(n.startMs)),r.set(`to`,String(n.endMs))),this.kept=r.toString(),this.app.router.go(`timeline/${encodeURIComponent(e.cameraId)}?${this.kept}`,{replace:!0})}playSelection({startMs:e,endMs:t}){let n=this.store?.data.get().value?.lanes;if(this.store===null||n===void 0)return;let r=n.recorded.starts[ze(n.recorded,e)],i=M(n,e)||r===void 0||r>=t?e:r;this.seek(i),this.missing===null&&this.recording?.show(this.store.window(),i,{isPlaying:!0,untilMs:t})}finished(e){let{store:t,positionMs:n}=this;t?.day===A(Date.now())&&n!==null&&e-n<Fn&&Date.now()-e>Fn&&this.recording?.show(t.window(),e,{isPlaying:!0})}moved(e){this.missing===null&&this.store!==null&&this.view!==null&&(this.positionMs=e,this.isPlaying&&(this.view=Me(this.view,this.store.span,e)))}command(e){e===`fit`?this.view=this.store?.span??null:this.act(In[e])}act(e){let{store:t,view:n}=this;if(t===null||n===null)return;let r=this.positionMs??t.span.startMs;switch(e.kind){case`seek`:this.seek(r+e.byMs);break;case`edge`:this.seek(e.end?t.window().endMs-Pn:t.span.startMs);break;case`zoom`:this.view=Oe(n,t.span,r,e.factor);break;case`neighbour`:this.seekNeighbour(t,r,e.direction);break;case`mark`:this.selecting.mark(e.edge,r,e.isFree,t.window());break;default:this.play(t,e)}}play(e,t){t.kind===`speed`?this.speed=hn[hn.indexOf(this.speed)+t.direction]??this.speed:t.kind===`frame`?this.recording?.step(t.direction):this.simple(e,t.kind)}simple(e,t){({play:()=>this.recording?.toggle(),list:()=>this.isList=!this.isList,captions:()=>this.hasCaptions=!this.hasCaptions,select:()=>this.selecting.toggle(),clear:()=>this.selecting.clear(),export:()=>this.tools?.export(),live:()=>this.app.router.go(`live/${encodeURIComponent(e.cameraId)}`),search:()=>this.app.router.go(`search?focus`),help:()=>this.isHelping=!0})[t]()}seekNeighbour(e,t,n){let r=e.data.get().value?.lanes,i=r===void 0?null:$e([r.speech,r.visits],t,n);i!==null&&this.seek(i)}};_([m()],$.prototype,`store`,void 0),_([m()],$.prototype,`view`,void 0),_([m()],$.prototype,`positionMs`,void 0),_([m()],$.prototype,`missing`,void 0),_([m()],$.prototype,`isPlaying`,void 0),_([m()],$.prototype,`hasCaptions`,void 0),_([m()],$.prototype,`isList`,void 0),_([m()],$.prototype,`speed`,void 0),_([m()],$.prototype,`isHelping`,void 0),_([E(`wf-recording`)],$.prototype,`recording`,void 0),_([E(`wf-clip-tools`)],$.prototype,`tools`,void 0),$=_([y(`wf-timeline-page`)],$);function Ln(e){return e instanceof HTMLDialogElement}function Rn(e,t){return e instanceof HTMLElement?e.matches(`input, select, textarea`)?!0:t===` `&&e.matches(`button, a`):!1}export{$ as TimelinePage};