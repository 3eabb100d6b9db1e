const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./add-to-story-DukK_6QW.js","./shell-ByTqqPMM.js","./shell-_MNo7Ltu.css","./common-D35F0Fmm.js","./times-Bkc06Q2d.js"])))=>i.map(i=>d[i]);
import{$t as e,B as t,C as n,D as r,E as i,Et as a,Ft as o,Ht as s,It as c,Lt as l,M as u,O as d,P as f,Qt as ee,Rt as te,S as p,T as m,V as ne,Vt as re,Xt as ie,Yt as ae,Z as oe,_ as se,_n as ce,_t as le,a as h,b as g,c as _,cn as ue,d as v,dt as de,f as fe,ft as pe,gn as me,i as y,j as b,k as x,kt as he,ln as ge,m as _e,mt as ve,o as S,ot as ye,pt as be,r as C,s as w,st as xe,t as Se,u as Ce,v as we,w as T,y as Te,yn as Ee,z as E}from"./shell-ByTqqPMM.js";import{n as De,t as Oe}from"./copy-link-eYQE7232.js";import{g as ke,h as Ae,n as je,r as Me}from"./common-D35F0Fmm.js";import{t as Ne}from"./keys-bbWA_g3M.js";import"./export-dialog-CMrzbKPG.js";import{A as Pe,C as Fe,D as Ie,E as Le,F as D,I as Re,M as ze,N as Be,O as Ve,P as He,S as Ue,T as We,_ as Ge,a as Ke,b as qe,c as Je,d as Ye,f as Xe,g as Ze,h as Qe,i as $e,j as et,k as tt,l as nt,m as rt,n as it,o as at,p as ot,r as O,s as st,t as ct,u as lt,v as ut,w as k,x as A,y as dt}from"./over-picture-_VDIq8Cr.js";var ft=se(class extends we{constructor(e){if(super(e),e.type!==Te.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return d}}),pt=class extends E{constructor(e,t){super(async n=>{let r={camera_id:t};return(await e.api.call(`GET /api/cameras/{camera_id}/protections`,{params:r,signal:n})).protections}),this.app=e,this.cameraId=t}of(e){let t=(this.get().value??[]).filter(({start_ms:t,end_ms:n})=>t<e.endMs&&n>e.startMs);if(t.length===0)return`none`;let n=e.startMs;for(let{start_ms:e,end_ms:r}of t.toSorted((e,t)=>e.start_ms-t.start_ms)){if(e>n)return`some`;n=Math.max(n,r)}return n>=e.endMs?`all`:`some`}async protect(e){let t=this.body(e);await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/recordings/protect`,{body:t}),this.app.toasts.done(f(`protect.done`),()=>this.take(e)),await this.load()})}async unprotect(e){await this.app.toasts.attempt(async()=>{await this.take(e),this.app.toasts.done(f(`protect.undone`),()=>this.protect(e))})}async take(e){let{protections:t}=await this.app.api.call(`POST /api/recordings/unprotect`,{body:this.body(e)});this.settle(t)}body({startMs:e,endMs:t}){return{camera_id:this.cameraId,start:e,end:t}}},mt=1e4;function j(e,t,n){return Math.round(Math.min(Math.max(e,t),n))}function M(e,t,n){let r=j(Math.min(e,t),n.startMs,n.endMs-200);return{startMs:r,endMs:j(Math.max(e,t),r+200,n.endMs)}}function N({startMs:e,endMs:t},n,r,i){return n===`start`?{startMs:j(r,i.startMs,t-200),endMs:t}:{startMs:e,endMs:j(r,e+200,i.endMs)}}function ht(e,t,n,r){let i=e===null?mt:e.endMs-e.startMs;return t===`start`?M(n,e===null||n>e.endMs-200?n+i:e.endMs,r):M(e===null||n<e.startMs+200?n-i:e.startMs,n,r)}function gt(e,t,n){return M(Math.min(e.startMs,t.startMs),Math.max(e.endMs,t.endMs),n)}function _t(e,t){let[n,r]=[Number(e.get(`from`)),Number(e.get(`to`))];return!(n>0&&r>n)||r<=t.startMs||n>=t.endMs?null:M(n,r,t)}var vt=100,yt=1e3,bt=5e3;function xt(e,t,n,r,i){if(i===`free`)return n+r*vt;let a=$e(e,t,n,r,i);return a!==null&&Math.abs(a-n)<=bt?a:n+r*yt}var St=b`
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
    .actions button {
      flex: 1 1 auto;
    }
  }
`,P=class extends i{constructor(...e){super(...e),this.allowed=new Set}static{this.styles=[S,y,h,St]}render(){let{startMs:t,endMs:n}=this.selection,i=Ke(this.speech,t,n),a=(n-t)/1e3;return x`<section aria-label=${f(`select.heading`)}>
      <div class="ends">
        ${this.renderEdge(`start`,t)} ${this.renderEdge(`end`,n)}
        <span class="length" role="status"
          >${a<60?f(`select.seconds`,{seconds:Math.round(a*10)/10}):Ce(n-t)}</span
        >
        <button
          class="plain round close"
          aria-label=${f(`select.clear`)}
          title=${f(`select.clear`)}
          @click=${()=>this.act(`clear`)}
        >
          ${g(be)}
        </button>
      </div>
      ${i.length===0?r:x`<p class="words" dir="auto">“${i.map(({text:e})=>e).join(` `)}”</p>`}
      <div class="actions">
        ${this.renderAction(`play`,e)} ${this.renderAction(`export`,le)}
        ${this.renderAction(`story`,ae)} ${this.renderAction(`protect`,l)}
        ${this.renderAction(`unprotect`,te)} ${this.renderAction(`link`,c)}
      </div>
    </section>`}renderEdge(e,t){let n=f(`select.${e}`);return x`<div class="edge" role="group" aria-label=${n}>
      ${this.renderNudge(e,t,-1)}
      <label>
        <span>${n}</span>
        <input
          autocomplete="off"
          spellcheck="false"
          .value=${ke(Ye(t))}
          @change=${n=>this.typed(n,e,t)}
        />
      </label>
      ${this.renderNudge(e,t,1)}
    </div>`}renderNudge(e,t,n){let r=f(n<0?`select.earlier`:`select.later`);return x`<button class="plain round" aria-label=${r} title=${r} @click=${({altKey:r,shiftKey:i})=>{let a=r?`free`:i?`sentence`:`word`;this.move(e,xt(this.speech,e,t,n,a))}}>
      ${g(n<0?de:pe)}
    </button>`}renderAction(e,t){return this.allowed.has(e)?x`<button class=${e===`export`?`primary`:``} @click=${()=>this.act(e)}>
      ${g(t)}${f(`select.${e}`)}
    </button>`:r}typed(e,t,n){let r=e.target,i=Xe(r.value,n);i===null?r.value=Ye(n):this.move(t,i)}move(e,t){let n=N(this.selection,e,t,this.bounds);this.dispatchEvent(new CustomEvent(`choose`,{detail:n})),this.requestUpdate()}act(e){this.dispatchEvent(new CustomEvent(`action`,{detail:e}))}};C([T({attribute:!1})],P.prototype,`selection`,void 0),C([T({attribute:!1})],P.prototype,`bounds`,void 0),C([T({attribute:!1})],P.prototype,`speech`,void 0),C([T({attribute:!1})],P.prototype,`allowed`,void 0),P=C([m(`wf-selection-bar`)],P);var F=class extends i{static{this.styles=[S]}constructor(){super(),this.isExporting=!1,this.protections=null,this.leave=null,new Ee(this,()=>[this.app.me])}disconnectedCallback(){this.leave?.(),this.protections=this.leave=null,super.disconnectedCallback()}export(){this.allowed().has(`export`)&&(this.isExporting=!0)}willUpdate(e){(this.protections===null||e.has(`cameraId`))&&(this.leave?.(),this.protections=new pt(this.app,this.cameraId),this.leave=this.protections.subscribe(()=>this.requestUpdate()),this.protections.load())}render(){let{selection:e}=this;return x`
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
    `}allowed(){let e=this.app.me.get(),t=new Set([`play`,`link`,`clear`]);for(let n of[`export`,`story`])w(e,`control`)&&t.add(n);let n=this.protections?.of(this.selection)??`none`;return w(e,`admin`)&&n!==`all`&&t.add(`protect`),w(e,`admin`)&&n!==`none`&&t.add(`unprotect`),t}act(e){({play:()=>this.tell(`play`,this.selection),clear:()=>this.tell(`clear`,null),export:()=>this.export(),protect:()=>this.protections?.protect(this.selection),unprotect:()=>this.protections?.unprotect(this.selection),link:()=>Oe(this.app,location.href),story:()=>this.addToStory()})[e]()}async addToStory(){let{addToStory:e}=await ne(async()=>{let{addToStory:e}=await import(`./add-to-story-DukK_6QW.js`);return{addToStory:e}},__vite__mapDeps([0,1,2,3,4]),import.meta.url),{startMs:t,endMs:n}=this.selection;e(this.app,{camera_id:this.cameraId,start_ms:t,end_ms:n})}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};C([T({attribute:!1})],F.prototype,`app`,void 0),C([T({attribute:!1})],F.prototype,`cameraId`,void 0),C([T({attribute:!1})],F.prototype,`selection`,void 0),C([T({attribute:!1})],F.prototype,`bounds`,void 0),C([T({attribute:!1})],F.prototype,`speech`,void 0),C([n()],F.prototype,`isExporting`,void 0),F=C([m(`wf-clip-tools`)],F);var Ct=500,wt=1e4,I=6e4,Tt=class extends E{add(e){this.change(t=>lt(t,e))}},Et=class extends E{constructor(...e){super(...e),this.isWanted=!1}want(){this.isWanted||(this.isWanted=!0,this.load())}add(e){this.change(n=>t(n,e))}},Dt=class{constructor(e,t,n,r){this.events=t,this.cameraId=n,this.day=r,this.refreshMs=I,this.readMs=0,this.leave=[],this.refresh=()=>{performance.now()-this.readMs<this.refreshMs||(this.readMs=performance.now(),this.data.load())},this.load=()=>{this.readMs=performance.now(),this.data.load(),this.visits.get().value!==null&&this.visits.load(),this.lines.load(),this.days.load()};let i=this.span=Be(r);this.data=new E(t=>ot(e,n,i,t)),this.lines=new Tt(t=>Qe(e,n,i,t)),this.visits=new Et(t=>Ze(e,n,i,t)),this.days=new E(t=>rt(e,n,t))}start(){let e=e=>{e.camera_id===this.cameraId&&D(e.start_ms)===this.day&&this.lines.add(e)};this.leave=[this.events.on(`line`,e),this.events.on(`line_updated`,e),this.events.on(`visit`,({visit:e})=>{e.camera_id===this.cameraId&&D(e.start_ms)===this.day&&this.visits.add(e)}),this.events.on(`resync`,this.load)],this.isToday&&(this.timer=setInterval(this.refresh,wt)),this.load()}stop(){clearInterval(this.timer);for(let e of this.leave)e()}look(e,t){this.refreshMs=t?0:Math.min(I,k(e)/Ct)}get isToday(){return this.day===D(Date.now())}window(){return{startMs:this.span.startMs,endMs:Math.min(this.span.endMs,Date.now())}}};function L(e){return t=>{customElements.get(e)===void 0&&customElements.define(e,t)}}var R=200;function Ot({lanes:e,gaps:t},n,r){return[...z(e.recorded,f(`timeline.lane.recorded`)),...z(e.motion??Ge,f(`timeline.lane.motion`)),...z(e.speech,f(`timeline.lane.speech`)),...n===null?z(e.visits,f(`timeline.lane.visits`)):n.map(({start_ms:e,end_ms:t,name:n,verdict:i})=>({atMs:e,lengthMs:(t??r)-e,text:n??f(`timeline.visit.${i===`unsure`?`unsure`:`unknown`}`)})),...t.map(({start_ms:e,end_ms:t,reason:n})=>({atMs:e,lengthMs:(t??r)-e,text:f(`timeline.gap`,{reason:f(`gap.${n}`)})}))].sort((e,t)=>e.atMs-t.atMs)}function z({starts:e,ends:t},n){return Array.from(e,(e,r)=>({atMs:e,lengthMs:(t[r]??e)-e,text:n}))}var B=class extends i{constructor(...e){super(...e),this.visits=null,this.positionMs=null,this.page=null,this.items=[]}static{this.styles=[S,y,b`
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
    `]}willUpdate(e){(e.has(`data`)||e.has(`visits`))&&(this.items=Ot(this.data,this.visits,Date.now()))}render(){if(this.items.length===0)return x`<p>${f(`timeline.empty_day`)}</p>`;let e=Math.floor((this.items.length-1)/R),t=Math.min(this.page??kt(this.items,this.positionMs),e);return x`
      <ol aria-label=${f(`timeline.list`)}>
        ${this.items.slice(t*R,(t+1)*R).map(({atMs:e,lengthMs:t,text:n})=>x`<li>
              <button class="plain" @click=${()=>this.seek(e)}>
                <span class="time">${_(e)}</span><bdi>${n}</bdi
                ><span class="length">${Ce(t)}</span>
              </button>
            </li>`)}
      </ol>
      ${e===0?r:this.renderPages(t,e)}
    `}renderPages(e,t){let{items:n}=this,r=e*R,i=Math.min(n.length,r+R);return x`<footer>
      <button ?disabled=${e===0} @click=${()=>this.page=e-1}>${f(`timeline.list_earlier`)}</button>
      <p role="status">${f(`timeline.list_part`,{from:r+1,to:i,count:n.length})}</p>
      <button ?disabled=${e===t} @click=${()=>this.page=e+1}>${f(`timeline.list_later`)}</button>
    </footer>`}seek(e){this.page=null,this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};C([T({attribute:!1})],B.prototype,`data`,void 0),C([T({attribute:!1})],B.prototype,`visits`,void 0),C([T({attribute:!1})],B.prototype,`positionMs`,void 0),C([n()],B.prototype,`page`,void 0),B=C([L(`wf-event-list`)],B);function kt(e,t){let n=t===null?0:e.findIndex(e=>e.atMs>t);return Math.floor(Math.max(0,(n<0?e.length:n)-1)/R)}var At={PageUp:{kind:`seek`,byMs:-36e5},PageDown:{kind:`seek`,byMs:36e5},Home:{kind:`edge`,end:!1},End:{kind:`edge`,end:!0},"+":{kind:`zoom`,factor:.5},"=":{kind:`zoom`,factor:.5},"-":{kind:`zoom`,factor:2},n:{kind:`neighbour`,direction:1},p:{kind:`neighbour`,direction:-1},",":{kind:`frame`,direction:-1},".":{kind:`frame`,direction:1},"<":{kind:`speed`,direction:-1},">":{kind:`speed`,direction:1}," ":{kind:`play`},k:{kind:`play`},c:{kind:`captions`},m:{kind:`mute`},l:{kind:`list`},g:{kind:`live`},s:{kind:`select`},e:{kind:`export`},Escape:{kind:`clear`},"/":{kind:`search`},"?":{kind:`help`}},jt={KeyI:`start`,KeyO:`end`,i:`start`,o:`end`},Mt={play:{kind:`play`},frame_back:{kind:`frame`,direction:-1},frame_on:{kind:`frame`,direction:1},zoom_in:{kind:`zoom`,factor:.5},zoom_out:{kind:`zoom`,factor:2},list:{kind:`list`},captions:{kind:`captions`},mute:{kind:`mute`},select:{kind:`select`},help:{kind:`help`}};function Nt(e){let{key:t,altKey:n,ctrlKey:r,metaKey:i}=e;if(i)return null;let a=Pt(e);if(a!==void 0&&!r)return{kind:`mark`,edge:a,isFree:n};if(n)return null;let o=[`ArrowLeft`,`ArrowRight`].indexOf(t);return o>=0?{kind:`seek`,byMs:(o===0?-1:1)*Ft(e)}:r?null:At[t]??At[t.toLowerCase()]??null}function Pt({key:e,code:t,altKey:n}){return jt[e.toLowerCase()]??(n?jt[t??``]:void 0)}function Ft({shiftKey:e,ctrlKey:t}){return t?6e4:e?1e3:1e4}var It=[[`keys.playing`,[[`Space K`,`keys.play`],[`← →`,`keys.ten`],[`Shift+← Shift+→`,`keys.one`],[`Ctrl+← Ctrl+→`,`keys.minute`],[`PgUp PgDn`,`keys.hour`],[`Home End`,`keys.edge`],[`N P`,`keys.neighbour`],[`, .`,`keys.frame`],[`< >`,`keys.speed`],[`C`,`keys.captions`],[`M`,`keys.mute`],[`G`,`keys.live`]]],[`keys.looking`,[[`+ −`,`keys.zoom`],[`L`,`keys.list`],[`/`,`keys.search`],[`?`,`keys.help`]]],[`keys.choosing`,[[`I O`,`keys.mark`],[`Alt+I Alt+O`,`keys.mark_free`],[`S`,`keys.select`],[`Shift+← Shift+→`,`keys.words`],[`E`,`keys.export`],[`Esc`,`keys.clear`]]]],Lt={Space:`keys.cap.space`,Shift:`keys.cap.shift`,Ctrl:`keys.cap.control`,PgUp:`keys.cap.page_up`,PgDn:`keys.cap.page_down`,Home:`keys.cap.home`,End:`keys.cap.end`},V=class extends i{constructor(...e){super(...e),this.open=!1}static{this.styles=[S,b`
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
        align-items: flex-start;
        gap: 0.25rem;
      }
      kbd + kbd {
        min-width: 1.6rem;
        text-align: center;
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
    `]}render(){return x`<wf-dialog
      heading=${f(`keys.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      ${It.map(([e,t])=>x`<h3>${f(e)}</h3>
            <dl>
              ${t.map(([e,t])=>x`<dt>${e.split(` `).map(e=>x`<kbd>${Rt(e)}</kbd>`)}</dt>
                    <dd>${f(t)}</dd>`)}
            </dl>`)}
    </wf-dialog>`}};C([T({type:Boolean})],V.prototype,`open`,void 0),V=C([m(`wf-keys-dialog`)],V);function Rt(e){return e.replace(/\w{2,}/g,e=>{let t=Lt[e];return t===void 0?e:f(t)})}var zt=4,Bt=600,Vt=class{constructor(e){this.surface=e,this.pointers=new Map,this.pressedPx=null,this.wheel=e=>{let{surface:t}=this;if(!t.takesWheel(e))return;e.preventDefault();let n=t.view();if(e.shiftKey||Math.abs(e.deltaX)>Math.abs(e.deltaY)){let r=e.deltaX===0?e.deltaY:e.deltaX;t.show(Le(n,t.day(),r*this.msPerPx()))}else t.show(ze(n,t.day(),this.instantAt(e.clientX),2**(e.deltaY/Bt)))},this.down=e=>{e.button===0&&(this.pointers.set(e.pointerId,e.clientX),this.pressedPx=this.pointers.size===1?e.clientX:null,this.surface.element.setPointerCapture(e.pointerId))},this.move=e=>{let t=this.pointers.get(e.pointerId);if(t===void 0)return;let{surface:n}=this;if(this.pressedPx!==null&&Math.abs(e.clientX-this.pressedPx)<zt)return;this.pressedPx=null;let r=this.shares();this.pointers.set(e.pointerId,e.clientX),this.pointers.size===1?n.show(Le(n.view(),n.day(),(t-e.clientX)*this.msPerPx())):this.pointers.size===2&&n.show(Ie(n.view(),n.day(),r,this.shares()))},this.up=e=>{this.pointers.has(e.pointerId)&&this.pressedPx!==null&&this.surface.seek(this.instantAt(e.clientX)),this.cancel(e)},this.cancel=e=>{this.pointers.delete(e.pointerId),this.pressedPx=null};let{element:t}=e;t.addEventListener(`wheel`,this.wheel,{passive:!1}),t.addEventListener(`pointerdown`,this.down),t.addEventListener(`pointermove`,this.move),t.addEventListener(`pointerup`,this.up),t.addEventListener(`pointercancel`,this.cancel)}instantAt(e){let{left:t,width:n}=this.surface.element.getBoundingClientRect(),{startMs:r,endMs:i}=this.surface.view();return r+(e-t)/n*(i-r)}msPerPx(){let{startMs:e,endMs:t}=this.surface.view();return(t-e)/this.surface.element.getBoundingClientRect().width}shares(){let{left:e,width:t}=this.surface.element.getBoundingClientRect(),[n=0,r=0]=[...this.pointers.values()].map(n=>(n-e)/t);return[n,r]}},Ht=78,Ut=8,Wt=[`recorded`,`motion`,`speech`,`visits`];function H(e){return 24+e*40}function Gt(e){return 24+e*40}function Kt(e,t,n,r){e.clearRect(0,0,t,H(n.shown.length)),Jt(e,t,n,r);let i=new Float32Array(t);for(let[a,o]of n.shown.entries()){let s=Gt(a);e.fillStyle=r.track,e.fillRect(0,s,t,34),e.fillStyle=r[o],qt(e,n.lanes[o]??Ge,n.view,i,s,o===`recorded`)}Yt(e,t,n,r)}function qt(e,t,n,r,i,a){ut(t,n,r);let o=0,s=0;for(let t=0;t<=r.length;t++){let n=r[t]??0,c=n===0?0:a?34:Math.max(4,Math.round(Math.sqrt(n)*34));c===s&&t<r.length||(s>0&&e.fillRect(o,i+34-s,t-o,s),o=t,s=c)}}function Jt(e,t,n,r){let{stepMs:i,atMs:a}=et(n.view,n.day,Math.max(2,Math.floor(t/Ht)));e.font=`12px system-ui, sans-serif`,e.textBaseline=`middle`;let o=0;for(let s of a){let a=tt(s,n.view,t);e.fillStyle=r.line,e.fillRect(a,19,1,H(n.shown.length)),e.fillStyle=r.text;let c=n.label(s,i),l=e.measureText(c).width,u=Math.min(Math.max(0,a-l/2),t-l);u<o||(e.fillText(c,u,10),o=u+l+Ut)}}function Yt(e,t,n,r){let i=Xt(e,r.text);if(i===null)return;let a=t/k(n.view);e.fillStyle=i;let o=H(n.shown.length)-24;for(let r of n.gaps){let i=Math.max(0,Math.round((r.start_ms-n.view.startMs)*a)),s=Math.min(r.end_ms??n.nowMs,n.nowMs),c=Math.min(t,Math.round((s-n.view.startMs)*a));c>0&&i<t&&e.fillRect(i,24,Math.max(1,c-i),o)}}var U=null;function Xt(e,t){return U?.colour!==t&&(U={colour:t,pattern:Zt(e,t)}),U.pattern}function Zt(e,t){let n=document.createElement(`canvas`);n.width=n.height=8;let r=n.getContext(`2d`);if(r===null)return null;r.strokeStyle=t,r.globalAlpha=.35,r.lineWidth=1.5,r.beginPath();for(let e of[-8,0,8])r.moveTo(e,8),r.lineTo(e+8,0);return r.stroke(),e.createPattern(n,`repeat`)}var Qt=6e4,$t=120,en=new Set([`positionMs`,`selection`,`hover`]),W=class extends i{constructor(...e){super(...e),this.shown=Wt,this.gaps=[],this.positionMs=null,this.selection=null,this.theme=0,this.picture=()=>null,this.embedded=!1,this.hover=null,this.widthPx=0,this.palette=null,this.size=new ResizeObserver(([e])=>{this.widthPx=Math.floor(e?.contentRect.width??0)})}static{this.styles=[S,b`
      :host {
        position: relative;
        display: block;
      }
      .surface {
        position: absolute;
        inset: 0;
        overflow: hidden;
        border-radius: 6px;
        cursor: pointer;
        touch-action: pan-y;
      }
      .surface > * {
        position: absolute;
        inset: 0;
        pointer-events: none;
      }
      canvas {
        width: 100%;
        height: 100%;
      }
      .chosen {
        right: auto;
        border-top: 3px solid var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 22%, transparent);
      }
      .playhead {
        right: auto;
        width: 10px;
        margin-left: -5px;
        will-change: transform;
      }
      .playhead::before {
        position: absolute;
        top: ${18}px;
        bottom: 0;
        left: 4px;
        width: 2px;
        background: var(--wf-bad);
        content: "";
      }
      .playhead::after {
        position: absolute;
        top: ${13}px;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--wf-bad);
        content: "";
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
    `]}connectedCallback(){super.connectedCallback(),this.size.observe(this)}disconnectedCallback(){this.size.unobserve(this),clearTimeout(this.hovering),super.disconnectedCallback()}render(){return x`
      <div
        class="surface"
        role="slider"
        tabindex="0"
        aria-label=${f(`timeline.label`)}
        aria-valuemin=${this.day.startMs}
        aria-valuemax=${this.day.endMs}
        aria-valuenow=${this.positionMs??this.day.startMs}
        aria-valuetext=${this.positionMs===null?f(`timeline.nothing`):fe(this.positionMs)}
        @pointermove=${this.moved}
        @pointerleave=${this.left}
      >
        <canvas></canvas>
        <div class="chosen" hidden></div>
        <div class="playhead" hidden></div>
      </div>
      ${this.shown.map((e,t)=>x`<span class="name" style="top: ${Gt(t)+2}px" aria-hidden="true"
            >${this.lanes[e]===null?f(`timeline.no_motion`):f(`timeline.lane.${e}`)}</span
          >`)}
      ${this.hover===null?r:this.renderHover(this.hover)}
    `}firstUpdated(){this.gestures=new Vt({element:this.surface,takesWheel:({ctrlKey:e})=>e||!this.embedded,view:()=>this.view,day:()=>this.day,show:e=>this.dispatchEvent(new CustomEvent(`view`,{detail:e})),seek:e=>this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))})}updated(e){e.has(`shown`)&&(this.style.height=`${H(this.shown.length)}px`),e.has(`theme`)&&(this.palette=null),this.widthPx!==0&&([...e.keys()].every(e=>en.has(e))||this.paint(),this.placeSelection(),this.placePlayhead())}paint(){let{lanes:e,shown:t,gaps:n,view:r,day:i}=this,a={lanes:e,shown:t,gaps:n,view:r,day:i,nowMs:Date.now(),label:tn};Kt(this.context(),this.widthPx,a,this.palette??=nn(this))}placeSelection(){let e=this.selection===null?null:Ve(this.selection,this.view,this.widthPx);if(this.chosen.hidden=e===null,e===null)return;let[t,n]=e;this.chosen.style.transform=`translateX(${t}px)`,this.chosen.style.width=`${n-t}px`}placePlayhead(){let{positionMs:e,view:t}=this,n=e!==null&&e>=t.startMs&&e<=t.endMs;this.playhead.hidden=!n,n&&(this.playhead.style.transform=`translateX(${tt(e,t,this.widthPx)}px)`)}renderHover({leftPx:e,atMs:t,picture:n}){return x`<figure style="left: ${e}px" aria-hidden="true">
      ${n===null?r:x`<img src=${n} alt="" />`}
      <figcaption>${_(t)}</figcaption>
    </figure>`}moved(e){if(e.pointerType!==`mouse`||e.buttons!==0){this.left();return}let t=this.gestures.instantAt(e.clientX),{left:n}=this.getBoundingClientRect(),r=Math.min(Math.max(0,e.clientX-n-100),this.widthPx-200);this.hover={leftPx:r,atMs:t,picture:this.hover?.picture??null},clearTimeout(this.hovering),this.hovering=setTimeout(()=>void this.show(r,t),$t)}async show(e,t){let n=await this.picture(t);this.hover?.atMs===t&&(this.hover={leftPx:e,atMs:t,picture:n})}context(){let{canvas:e}=this,t=devicePixelRatio,[n,r]=[Math.round(this.widthPx*t),Math.round(H(this.shown.length)*t)];e.width!==n&&(e.width=n),e.height!==r&&(e.height=r);let i=e.getContext(`2d`);if(i===null)throw Error(`this browser cannot draw`);return i.setTransform(t,0,0,t,0,0),i}left(){clearTimeout(this.hovering),this.hover=null}};C([T({attribute:!1})],W.prototype,`lanes`,void 0),C([T({attribute:!1})],W.prototype,`shown`,void 0),C([T({attribute:!1})],W.prototype,`gaps`,void 0),C([T({attribute:!1})],W.prototype,`view`,void 0),C([T({attribute:!1})],W.prototype,`day`,void 0),C([T({attribute:!1})],W.prototype,`positionMs`,void 0),C([T({attribute:!1})],W.prototype,`selection`,void 0),C([T({attribute:!1})],W.prototype,`theme`,void 0),C([T({attribute:!1})],W.prototype,`picture`,void 0),C([T({type:Boolean})],W.prototype,`embedded`,void 0),C([n()],W.prototype,`hover`,void 0),C([n()],W.prototype,`widthPx`,void 0),C([p(`.surface`)],W.prototype,`surface`,void 0),C([p(`canvas`)],W.prototype,`canvas`,void 0),C([p(`.chosen`)],W.prototype,`chosen`,void 0),C([p(`.playhead`)],W.prototype,`playhead`,void 0),W=C([L(`wf-lanes`)],W);function tn(e,t){return t<Qt?_(e):v(e)}function nn(e){let t=getComputedStyle(e),n=e=>t.getPropertyValue(`--wf-${e}`).trim();return{recorded:n(`lane-recording`),motion:n(`lane-motion`),speech:n(`lane-speech`),visits:n(`lane-faces`),text:n(`muted`),line:n(`line`),track:n(`page`)}}function rn(e,t){return e===null?x`<p role="status">${f(`loading`)}</p>`:x`<wf-notice .icon=${oe} heading=${f(`timeline.failed`)} text=${u(e)}>
    <button class="primary" @click=${t}>${f(`failure.retry`)}</button>
  </wf-notice>`}function an({value:e,error:t}){let n=x`<h1 class="hidden-text">${f(`nav.timeline`)}</h1>`;if(e===null&&t===null)return x`${n}
      <p role="status">${f(`loading`)}</p>`;if(e===null)return x`${n}<wf-notice
        .icon=${oe}
        heading=${f(`failure.title`)}
        text=${u(t)}
      ></wf-notice>`;let r=e.length===0;return x`${n}
    <wf-notice
      .icon=${xe}
      heading=${f(r?`live.none`:`live.gone`)}
      text=${f(r?`live.none_text`:`live.gone_text`)}
    >
      ${r?x`<a class="button primary" href="cameras/add">${f(`cameras.add_first`)}</a>`:x`<a class="button primary" href="timeline">${f(`timeline.no_camera`)}</a>`}
    </wf-notice>`}var G=[.5,1,2,4,8],K=class extends i{constructor(...e){super(...e),this.positionMs=null,this.playing=!1,this.muted=!1,this.captions=!1,this.list=!1,this.selecting=!1,this.speed=1}static{this.styles=[S,y,h,b`
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
        .select span,
        .help {
          display: none;
        }
      }
      .space {
        flex: 1;
      }
      select {
        min-height: 2.25rem;
      }
    `]}render(){return x`
      ${this.renderButton(`frame_back`,ue)}
      ${this.playing?this.renderButton(`play`,ie,f(`timeline.pause`)):this.renderButton(`play`,ee)}
      ${this.renderButton(`frame_on`,ge)}
      <span class="time">${this.positionMs===null?``:_(this.positionMs)}</span>
      <select aria-label=${f(`timeline.speed`)} @change=${this.chosen}>
        ${G.map(e=>Ae(e,`${String(e)}×`,e===this.speed))}
      </select>
      ${this.renderButton(`mute`,this.muted?ce:me,f(`timeline.mute`),this.muted)}
      ${this.renderButton(`captions`,ve,f(`timeline.captions`),this.captions)}
      <button
        class="select"
        aria-label=${f(`timeline.select`)}
        title=${f(`timeline.select`)}
        aria-pressed=${this.selecting}
        @click=${()=>this.fire(`select`)}
      >
        ${g(le)}<span>${f(`timeline.select`)}</span>
      </button>
      <span class="space"></span>
      ${this.renderButton(`zoom_out`,re)} ${this.renderButton(`zoom_in`,s)}
      ${this.renderButton(`fit`,a)}
      ${this.renderButton(`list`,he,f(`timeline.list`),this.list)}
      <span class="help">${this.renderButton(`help`,o)}</span>
    `}renderButton(e,t,n=f(`timeline.${e}`),r){let i=()=>this.fire(e);return r===void 0?x`<button class="plain round" aria-label=${n} title=${n} @click=${i}>${g(t)}</button>`:x`<button class="plain round" aria-label=${n} title=${n} aria-pressed=${r} @click=${i}>
          ${g(t)}
        </button>`}fire(e){this.dispatchEvent(new CustomEvent(`command`,{detail:e}))}chosen(e){let t=Number(e.target.value);this.dispatchEvent(new CustomEvent(`speed`,{detail:t}))}};C([T({attribute:!1})],K.prototype,`positionMs`,void 0),C([T({type:Boolean})],K.prototype,`playing`,void 0),C([T({type:Boolean})],K.prototype,`muted`,void 0),C([T({type:Boolean})],K.prototype,`captions`,void 0),C([T({type:Boolean})],K.prototype,`list`,void 0),C([T({type:Boolean})],K.prototype,`selecting`,void 0),C([T({attribute:!1})],K.prototype,`speed`,void 0),K=C([m(`wf-playback-bar`)],K);function on({start_ms:e,end_ms:t,reason:n}){return f(`timeline.gap_between`,{start:v(e),end:v(t??Date.now()),reason:f(`gap.${n}`)})}var q=class extends i{constructor(...e){super(...e),this.missing=null,this.caption=null,this.positionMs=null,this.speed=1,this.muted=!1,this.playerState=`idle`,this.player=null,this.loaded=null,this.leave=null,this.retry=()=>{let{loaded:e,positionMs:t}=this;e!==null&&(this.loaded=null,this.show(e,t??e.startMs))}}static{this.styles=[S,y,ct,b`
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
      .note {
        position: absolute;
        inset: 0 0 auto;
        margin: 0;
        padding: 0.35rem 0.75rem;
        background: rgb(0 0 0 / 65%);
        font-size: 0.8125rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.leave=this.app.events.on(`resync`,()=>{this.playerState===`offline`&&this.retry()})}disconnectedCallback(){this.leave?.(),this.drop(),super.disconnectedCallback()}show(e,t,n={}){let r=this.ensurePlayer(),{isPlaying:i=r.playing.get(),untilMs:a=null}=n,o=this.loaded?.startMs===e.startMs&&t<this.loaded.endMs,s=r.state.get();o&&(s===`ready`||s===`unplayable`)?(r.seek(t),i&&r.play(a)):(this.loaded=e,r.open(this.playlist(e),t,{isPlaying:i,untilMs:a}))}get isMissing(){return this.playerState===`missing`}toggle(){this.player?.toggle()}pause(){this.player?.pause()}step(e){this.player?.step(e,this.camera.status?.stream?.frames_per_s??0)}clear(){this.loaded=null,this.player?.close()}render(){return x`
      <video
        playsinline
        .muted=${this.muted}
        ?hidden=${this.playerState===`unplayable`}
        aria-label=${this.camera.name}
        @click=${this.toggle}
      ></video>
      ${this.playerState===`unplayable`?this.renderStill():r}
      ${this.caption===null?r:x`<p class="caption" dir="auto">${this.caption.text}</p>`}
      ${this.renderCover()}
    `}updated(e){e.has(`speed`)&&this.player?.setRate(this.speed)}renderStill(){return x`${je(this.app,this.camera,this.positionMs??Date.now())}
      <p class="note" role="status">${f(`timeline.unplayable`)}</p>`}renderCover(){return this.missing===null?this.playerState===`loading`?x`<div class="cover" role="status"><p>${f(`loading`)}</p></div>`:this.playerState===`missing`?this.renderMissing({gap:null,nextMs:null}):this.playerState===`offline`||this.playerState===`failed`?this.renderFailed(this.playerState):r:this.renderMissing(this.missing)}renderFailed(e){return x`<div class="cover" role="status">
      <p>${f(e===`offline`?`errors.offline`:`timeline.failed`)}</p>
      <button @click=${this.retry}>${f(`failure.retry`)}</button>
    </div>`}renderMissing({gap:e,nextMs:t}){return x`<div class="cover" role="status">
      <p>${e===null?f(`timeline.unrecorded`):on(e)}</p>
      ${t===null?r:x`<button @click=${()=>this.dispatchEvent(new CustomEvent(`next`,{detail:t}))}>
              ${f(`timeline.next`)}
            </button>`}
    </div>`}playlist({startMs:e,endMs:t}){let n={camera_id:this.camera.id,start_ms:e,end_ms:t};return this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:n})}ensurePlayer(){if(this.player!==null)return this.player;let e=(e,t)=>void this.dispatchEvent(new CustomEvent(e,{detail:t})),t=new Me(this.video,()=>e(`finished`,this.loaded?.endMs));return t.setRate(this.speed),t.state.subscribe(e=>this.playerState=e),t.position.subscribe(t=>e(`position`,t)),t.playing.subscribe(t=>e(`playing`,t)),this.player=t,t}drop(){this.player?.stop(),this.player=this.loaded=null,this.playerState=`idle`}};C([T({attribute:!1})],q.prototype,`app`,void 0),C([T({attribute:!1})],q.prototype,`camera`,void 0),C([T({attribute:!1})],q.prototype,`missing`,void 0),C([T({attribute:!1})],q.prototype,`caption`,void 0),C([T({attribute:!1})],q.prototype,`positionMs`,void 0),C([T({attribute:!1})],q.prototype,`speed`,void 0),C([T({attribute:!1})],q.prototype,`muted`,void 0),C([n()],q.prototype,`playerState`,void 0),C([p(`video`)],q.prototype,`video`,void 0),q=C([m(`wf-recording`)],q);var sn=700,cn=250,ln=[],un=class{constructor(e,t){this.host=e,this.settled=t,this.selection=null,this.isOn=!1,this.speech=O([]),this.lines=ln,this.choose=e=>{this.selection=e,this.isOn||=e!==null,this.host.requestUpdate(),clearTimeout(this.timer),this.timer=setTimeout(this.settled,cn)},e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}hear(e){let t=e??ln;t!==this.lines&&(this.lines=t,this.speech=O(t))}read(e,t){this.selection=_t(e,t),this.isOn||=this.selection!==null,this.host.requestUpdate()}chooseWords([e,t],n){this.choose(gt(e,t,n))}mark(e,t,n,r){let i=n?t:it(this.speech,e,t,sn);this.choose(ht(this.selection,e,i,r))}toggle(){this.isOn?this.clear():(this.isOn=!0,this.host.requestUpdate())}clear(){this.isOn=!1,this.choose(null),this.isOn=!1}},dn=8,fn=1500,pn=[`start`,`end`],J=class extends i{constructor(...e){super(...e),this.selection=null,this.selecting=!1,this.anchorMs=null}static{this.styles=[S,b`
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
    `]}render(){return x`
      ${this.selecting?x`<div
              class="strip"
              title=${f(`select.strip`)}
              @pointerdown=${this.began}
              @pointermove=${this.drawn}
              @pointerup=${this.ended}
              @pointercancel=${this.ended}
            ></div>`:r}
      ${this.selection===null?r:pn.map(e=>this.renderHandle(e))}
    `}renderHandle(e){let{selection:t,bounds:n}=this;if(t===null)return r;let i=mn(t,e),a=(i-this.view.startMs)/k(this.view);return a<0||a>1?r:x`<div
      class="handle"
      style="left: ${a*100}%"
      role="slider"
      tabindex="0"
      aria-label=${f(`select.${e}`)}
      aria-valuemin=${n.startMs}
      aria-valuemax=${n.endMs}
      aria-valuenow=${i}
      aria-valuetext=${fe(i)}
      @pointerdown=${e=>this.grab(e)}
      @pointermove=${t=>this.drag(t,e)}
      @keydown=${t=>this.nudge(t,e)}
    ></div>`}began(e){e.button===0&&this.strip!==null&&(e.preventDefault(),this.strip.setPointerCapture(e.pointerId),this.anchorMs=this.instantAt(e))}drawn(e){if(this.anchorMs===null)return;let[t,n]=[this.anchorMs,this.instantAt(e)].sort((e,t)=>e-t);this.choose(M(this.snapped(e,`start`,t),this.snapped(e,`end`,n),this.bounds))}ended(){this.anchorMs=null}grab(e){e.button===0&&e.currentTarget.setPointerCapture(e.pointerId)}drag(e,t){if(this.selection===null||!e.currentTarget.hasPointerCapture(e.pointerId))return;let n=this.snapped(e,t,this.instantAt(e));this.choose(N(this.selection,t,n,this.bounds))}nudge(e,t){let n=e.key===`ArrowLeft`?-1:+(e.key===`ArrowRight`);if(n===0||this.selection===null||e.ctrlKey||e.metaKey)return;e.preventDefault();let r=e.altKey?`free`:e.shiftKey?`sentence`:`word`,i=xt(this.speech,t,mn(this.selection,t),n,r);this.choose(N(this.selection,t,i,this.bounds))}choose(e){this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}snapped({altKey:e},t,n){if(e)return n;let r=k(this.view)/this.getBoundingClientRect().width;return it(this.speech,t,n,Math.min(fn,dn*r))}instantAt({clientX:e}){let{left:t,width:n}=this.getBoundingClientRect();return this.view.startMs+(e-t)/n*k(this.view)}};C([T({attribute:!1})],J.prototype,`view`,void 0),C([T({attribute:!1})],J.prototype,`bounds`,void 0),C([T({attribute:!1})],J.prototype,`selection`,void 0),C([T({attribute:!1})],J.prototype,`speech`,void 0),C([T({type:Boolean})],J.prototype,`selecting`,void 0),C([p(`.strip`)],J.prototype,`strip`,void 0),J=C([m(`wf-selection-strip`)],J);function mn({startMs:e,endMs:t},n){return n===`start`?e:t}var hn=b`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
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
      grid-template-columns: minmax(6rem, 1fr) auto;
    }
    header select {
      min-width: 0;
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
`,gn={},_n=se(class extends we{constructor(){super(...arguments),this.ot=gn}render(e,t){return t()}update(e,[t,n]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((e,t)=>e===this.ot[t]))return d}else if(this.ot===t)return d;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,n)}}),vn={ArrowLeft:-1,ArrowRight:1},yn=class{constructor(e,t){this.field=t,this.anchor=null,this.picked=null,this.dragged=null,this.hasDragged=!1,this.pressed=e=>{let t=Y(e);t===null||e.button!==0||e.shiftKey||e.pointerType===`touch`||(this.dragged={from:t,to:t})},this.passed=e=>{if(this.dragged===null||!(e.buttons&1))return;let t=Y(e);t!==null&&t!==this.dragged.to&&(this.dragged.to=t,this.choose(this.dragged.from,t))},this.released=()=>{this.hasDragged=this.dragged!==null&&this.dragged.to!==this.dragged.from,this.dragged=null,setTimeout(()=>this.hasDragged=!1)},this.clicked=e=>{let t=Y(e);t===null||this.hasDragged||(this.field.reach(t),e.shiftKey?this.choose(this.anchor??t,t):this.field.isPicking()?this.pick(t):this.seek(t))},this.typed=e=>{let t=Y(e),n=vn[e.key];if(t===null||n===void 0||e.ctrlKey||e.altKey||e.metaKey)return;e.preventDefault();let r=t+n,i=this.field.buttonOf(r);i!==null&&(e.shiftKey?this.choose(this.anchor??t,r):this.anchor=null,this.field.reach(r),i.focus())},e.addController(this),e.addEventListener(`pointerdown`,this.pressed),e.addEventListener(`pointermove`,this.passed),e.addEventListener(`click`,this.clicked),e.addEventListener(`keydown`,this.typed)}hostConnected(){addEventListener(`pointerup`,this.released),addEventListener(`pointercancel`,this.released)}hostDisconnected(){removeEventListener(`pointerup`,this.released),removeEventListener(`pointercancel`,this.released),this.dragged=null}pick(e){this.choose(this.picked??e,e),this.picked=this.picked===null?e:null}seek(e){let t=this.field.words()[e];this.anchor=e,this.picked=null,t!==void 0&&this.field.seek(t.startMs)}choose(e,t){let[n,r]=[this.field.words()[e],this.field.words()[t]];this.anchor=e,n!==void 0&&r!==void 0&&this.field.choose([n,r])}};function Y(e){let[t]=e.composedPath(),n=t instanceof HTMLElement?t.dataset.word:void 0;return n===void 0?null:Number(n)}var bn=200,xn=200,X=class extends i{static{this.styles=[S,y,b`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-block: 0.5rem;
        padding-inline: 1rem 0.5rem;
        border-bottom: 1px solid var(--wf-line);
      }
      .head button {
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
        border-inline-start: 3px solid transparent;
      }
      li.current {
        border-inline-start-color: var(--wf-lane-speech);
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
      .speaker a {
        color: inherit;
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
    `]}constructor(){super(),this.lines=null,this.positionMs=null,this.speakers=[],this.voices=new Map,this.keywords=[],this.speech=null,this.selection=null,this.selecting=!1,this.isFollowing=!0,this.middle=null,this.rendered=[0,0],this.reached=0,this.spoken=O([]),this.byLine=new Map,this.follow=()=>{this.isFollowing=!this.isFollowing,this.isFollowing&&(this.middle=null)},new yn(this,{isPicking:()=>this.selecting,words:()=>this.spoken.words,buttonOf:e=>this.renderRoot.querySelector(`[data-word="${e}"]`),reach:e=>this.reached=e,seek:e=>this.seek(e),choose:e=>this.dispatchEvent(new CustomEvent(`words`,{detail:e}))})}willUpdate(e){this.isFollowing&&e.has(`positionMs`)&&(this.middle=null),(e.has(`speech`)||e.has(`lines`))&&(this.spoken=this.speech??O(this.lines??[]),this.byLine=Sn(this.spoken))}render(){return x`
      <div class="head">
        <h2>${f(`timeline.transcript`)}</h2>
        <button aria-pressed=${this.isFollowing} @click=${this.follow}>${f(`timeline.follow`)}</button>
      </div>
      ${this.renderLines()}
    `}updated(e){if(!this.isFollowing||!(e.has(`positionMs`)||e.has(`lines`)))return;let t=this.renderRoot.querySelector(`.current`),n=this.renderRoot.querySelector(`ol`);t!==null&&n!==null&&(n.scrollTop=t.offsetTop-n.offsetTop-n.clientHeight/3)}renderLines(){let{lines:e}=this;if(e===null)return x`<p class="empty" role="status">${f(`loading`)}</p>`;if(e.length===0)return x`<p class="empty">${f(`timeline.silent`)}</p>`;let t=this.positionMs===null?-1:st(e,this.positionMs),[n,r]=this.rendered=at(e,this.middle??t,bn),i=e.slice(n,r),a=i.map(({id:e})=>this.byLine.get(e)??[]),o=a.some(e=>e.includes(this.reached))?this.reached:(a[Math.max(0,t-n)]??[])[0]??-1;return x`<ol @scroll=${this.scrolled}>
      ${_e(i,({id:e})=>e,(e,r)=>this.renderLine(e,n+r===t,o))}
    </ol>`}async scrolled(e){let t=e.currentTarget,[n,r]=this.rendered,i=t.scrollHeight-t.scrollTop-t.clientHeight<xn,a=i?r<(this.lines?.length??0):t.scrollTop<xn&&n>0,o=[...t.children].find(e=>e.getBoundingClientRect().bottom>Z(t));if(!a||o===void 0)return;let s=Z(o);this.middle=i?r:n,await this.updateComplete,t.scrollTop+=Z(o)-s}renderLine(e,t,n){return x`<li class=${t?`current`:``} aria-current=${t?`true`:r}>
      <button class="time" @click=${()=>this.seek(e.start_ms)}>${_(e.start_ms)}</button>
      <p dir="auto">${this.renderSpeaker(e)} ${this.renderWords(e,t,n)}</p>
    </li>`}renderSpeaker({speaker:e,speaker_id:t}){let n=this.speakers.find(({id:t})=>t===e)?.name;if(n!==void 0)return x`<span class="speaker"><bdi>${n}</bdi>: </span>`;let i=e===null?this.voices.get(t??-1):void 0;if(i===void 0)return r;let a=f(`timeline.voice_title`,{number:String(i)});return x`<span class="speaker">
      <a href="speakers?voice=${t}" title=${a}>${f(`timeline.voice`,{number:String(i)})}</a>:
    </span>`}renderWords(e,t,n){let i=this.byLine.get(e.id)??[],a=i.map(e=>this.spoken.words[e]).filter(e=>e!==void 0),o=t?this.positionMs??0:-1,s=a.findIndex(({startMs:e,endMs:t})=>e<=o&&o<t),{startMs:c,endMs:l}=this.selection??{startMs:0,endMs:-1},u=e.start_ms<l&&e.end_ms>c,d=i.indexOf(n),f=u?[c,l]:[0,-1];return _n([this.spoken,this.keywords,e,s,d,...f],()=>{let e=nt(a,this.keywords);return a.map((t,n)=>{let a=(t.startMs+t.endMs)/2,o=c<=a&&a<l,u={word:!0,said:n===s,chosen:o,marked:e[n]??!1};return x`<button
            class=${ft(u)}
            data-word=${i[n]??r}
            tabindex=${n===d?0:-1}
            aria-pressed=${o?`true`:r}
          >
            ${t.text}</button
          >${` `}`})})}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};C([T({attribute:!1})],X.prototype,`lines`,void 0),C([T({attribute:!1})],X.prototype,`positionMs`,void 0),C([T({attribute:!1})],X.prototype,`speakers`,void 0),C([T({attribute:!1})],X.prototype,`voices`,void 0),C([T({attribute:!1})],X.prototype,`keywords`,void 0),C([T({attribute:!1})],X.prototype,`speech`,void 0),C([T({attribute:!1})],X.prototype,`selection`,void 0),C([T({type:Boolean})],X.prototype,`selecting`,void 0),C([n()],X.prototype,`isFollowing`,void 0),C([n()],X.prototype,`middle`,void 0),C([n()],X.prototype,`reached`,void 0),X=C([L(`wf-transcript`)],X);function Z(e){return e.getBoundingClientRect().top}function Sn({words:e}){let t=new Map;for(let[n,{lineId:r}]of e.entries()){let e=t.get(r);e===void 0?t.set(r,[n]):e.push(n)}return t}var Cn=3e4,Q=1e4,wn=new Map,$=class extends Se{static{this.styles=[...Se.styles,h,hn]}constructor(){super(),this.store=null,this.view=null,this.positionMs=null,this.missing=null,this.isPlaying=!1,this.hasCaptions=!0,this.isMuted=!1,this.isList=!1,this.speed=1,this.isHelping=!1,this.selecting=new un(this,()=>this.chosen()),this.leave=[],this.seen=null,this.kept=``,this.picture=e=>{let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||!A(n.lanes,e))return null;let r={params:{camera_id:t.cameraId},query:{at:Math.round(e),width:320}};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,r)},this.pressed=e=>{let t=Ne(e)?null:Nt(e);if(t===null||this.store===null)return;let n=e.composedPath(),r=n.includes(this)||n[0]===document.body;(t.kind!==`clear`||this.selecting.isOn&&r)&&(e.preventDefault(),this.act(t))},new Ee(this,()=>[this.app.cameras,this.app.theme,this.app.people,this.voices])}connectedCallback(){this.voices=new De(this.app.api),super.connectedCallback(),this.app.people.want(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),this.leaveDay(),super.disconnectedCallback()}willUpdate(){let e=this.camera();if(e===null||!this.isConnected)return;let t=this.wantedDay();(this.store?.cameraId!==e.id||this.store.day!==t)&&this.enterDay(e.id,t);let n=this.store?.lines.get().value??null;this.selecting.hear(n),n!==null&&this.voices.want(n)}updated(e){this.look(),this.view!==null&&this.store?.look(this.view,this.isAwaited&&this.missing?.nextMs==null),this.isList&&this.store?.visits.want(),e.has(`place`)&&this.arrived()}arrived(){let{query:e}=this.place;if(this.seen===null||this.store===null||e.toString()===this.kept)return;this.selecting.read(e,this.store.span);let t=Number(e.get(`at`));t>0&&t!==this.positionMs&&this.seek(t)}render(){let e=this.camera();if(e===null||this.store===null||this.view===null)return an(this.app.cameras.get());let{store:t,view:n}=this,{value:r,error:i}=t.data.get(),a=t.lines.get().value;return x`
      <header>
        <h1>${f(`nav.timeline`)}</h1>
        ${this.renderCameras(e)}
        <wf-day-picker
          .day=${t.day}
          .footage=${He(t.days.get().value)}
          @day=${t=>this.go(e.id,t.detail)}
        ></wf-day-picker>
        <a class="button" href="live/${encodeURIComponent(e.id)}">${g(ye)}${f(`timeline.go_live`)}</a>
      </header>
      <div class=${ft({main:!0,short:this.selecting.isOn})}>
        <wf-recording
          .app=${this.app}
          .camera=${e}
          .missing=${this.missing}
          .positionMs=${this.positionMs}
          .speed=${this.speed}
          .muted=${this.isMuted}
          .caption=${this.hasCaptions&&this.positionMs!==null?Je(a??[],this.positionMs):null}
          @position=${e=>this.moved(e.detail)}
          @playing=${e=>this.isPlaying=e.detail}
          @next=${e=>this.seek(e.detail)}
          @finished=${e=>this.finished(e.detail)}
        ></wf-recording>
        <wf-transcript
          .lines=${a}
          .speakers=${this.app.people.get().value??[]}
          .voices=${this.voices.get().value??wn}
          .positionMs=${this.positionMs}
          .speech=${this.selecting.speech}
          .selection=${this.selecting.selection}
          ?selecting=${this.selecting.isOn}
          @seek=${e=>this.seek(e.detail)}
          @words=${e=>this.selecting.chooseWords(e.detail,t.window())}
        ></wf-transcript>
      </div>
      <section class="lanes" aria-label=${f(`timeline.label`)}>
        <wf-playback-bar
          .positionMs=${this.positionMs}
          .playing=${this.isPlaying}
          .captions=${this.hasCaptions}
          .muted=${this.isMuted}
          .list=${this.isList}
          .speed=${this.speed}
          .selecting=${this.selecting.isOn}
          @command=${e=>this.command(e.detail)}
          @speed=${e=>this.speed=e.detail}
        ></wf-playback-bar>
        ${r===null?rn(i,()=>void t.data.load()):this.renderDay(r,n,t.span)}
        ${this.renderSelection(t)}
      </section>
      <wf-keys-dialog ?open=${this.isHelping} @closed=${()=>this.isHelping=!1}></wf-keys-dialog>
    `}renderDay(e,t,n){let i=e=>this.seek(e.detail);if(this.isList)return x`${e.lanes.motion===null?x`<p>${f(`timeline.no_motion_text`)}</p>`:r}<wf-event-list
          .data=${e}
          .visits=${this.store?.visits.get().value??null}
          .positionMs=${this.positionMs}
          @seek=${i}
        ></wf-event-list>`;let{selection:a,isOn:o,speech:s}=this.selecting;return x`<div class="stage">
      <wf-lanes
        .lanes=${e.lanes}
        .gaps=${e.gaps}
        .view=${t}
        .day=${n}
        .positionMs=${this.positionMs}
        .selection=${a}
        .theme=${this.app.theme.get()}
        .picture=${this.picture}
        @seek=${i}
        @view=${e=>this.view=e.detail}
      ></wf-lanes>
      <wf-selection-strip
        .view=${t}
        .bounds=${n}
        .selection=${a}
        .speech=${s}
        ?selecting=${o}
        @choose=${e=>this.selecting.choose(e.detail)}
      ></wf-selection-strip>
    </div>`}renderSelection(e){let{selection:t,isOn:n,speech:i}=this.selecting;return t===null?n?x`<p class="hint" role="status">${f(`select.hint`)}</p>`:r:x`<wf-clip-tools
      .app=${this.app}
      .cameraId=${e.cameraId}
      .selection=${t}
      .bounds=${e.span}
      .speech=${i}
      @choose=${e=>this.selecting.choose(e.detail)}
      @play=${e=>this.playSelection(e.detail)}
      @clear=${()=>this.selecting.clear()}
    ></wf-clip-tools>`}renderCameras(e){return x`<select aria-label=${f(`timeline.camera`)} @change=${e=>this.go(e.target.value,this.wantedDay())}>
      ${(this.app.cameras.get().value??[]).map(({id:t,name:n})=>Ae(t,n,t===e.id))}
    </select>`}camera(){let e=this.place.params.camera;return e===void 0?this.app.cameras.get().value?.[0]??null:this.app.cameras.find(e)}wantedDay(){let{query:e}=this.place,t=Number(e.get(`at`));return Re(e.get(`day`))??D(t>0?t:Date.now())}go(e,t){this.app.router.go(`timeline/${encodeURIComponent(e)}?day=${t}`)}enterDay(e,t){this.leaveDay();let n=new Dt(this.app.api,this.app.events,e,t),r=()=>this.requestUpdate();this.leave=[n.data,n.lines,n.visits,n.days].map(e=>e.subscribe(r)),this.store=n,this.view=n.span,this.positionMs=this.missing=null,this.seen=null,n.start()}leaveDay(){for(let e of this.leave.splice(0))e();this.store?.stop(),this.recording?.clear(),this.store=null}get isAwaited(){return this.missing!==null||this.recording?.isMissing===!0}look(){let{store:e,seen:t}=this;if(e===null||this.recording===null)return;let{value:n}=e.data.get();n!==null&&n!==t&&(this.seen=n,t===null&&this.selecting.read(this.place.query,e.span),this.positionMs===null?this.open(e,n):this.isAwaited&&A(n.lanes,this.positionMs)&&this.seek(this.positionMs))}open(e,t){let n=Number(this.place.query.get(`at`)??this.selecting.selection?.startMs),r=n>0?n:this.firstOf(e,t);r===null?this.missing={gap:null,nextMs:null}:this.seek(r)}firstOf({day:e,span:t},{lanes:n}){let[r=null]=n.recorded.starts,i=n.recorded.ends.at(-1);return r===null||i===void 0||e!==D(Date.now())?r:(this.view=We(t,{startMs:r,endMs:i}),Math.max(r,i-Cn))}seek(e){let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||this.view===null)return;let r=Math.round(Math.min(Math.max(e,t.span.startMs),t.span.endMs-1));this.positionMs=r,this.view=Pe(this.view,t.span,r),this.keepAddress(),A(n.lanes,r)?(this.missing=null,this.recording?.show(t.window(),r)):(this.recording?.pause(),this.miss(t,n,r))}miss(e,{lanes:t,gaps:n},r){let i=t.recorded.starts[dt(t.recorded,r)]??null;i===null&&this.missing===null&&e.isToday&&e.data.load(),this.missing={gap:qe(n,r),nextMs:i}}chosen(){let{selection:e}=this.selecting;e!==null&&this.view!==null&&this.store!==null&&(this.view=Fe(this.view,this.store.span,e)),this.keepAddress()}keepAddress(){let{store:e,positionMs:t}=this;if(e===null||!this.isConnected)return;let{selection:n}=this.selecting,r=new URLSearchParams({day:e.day});t!==null&&r.set(`at`,String(t)),n!==null&&(r.set(`from`,String(n.startMs)),r.set(`to`,String(n.endMs))),this.kept=r.toString(),this.app.router.go(`timeline/${encodeURIComponent(e.cameraId)}?${this.kept}`,{replace:!0})}playSelection({startMs:e,endMs:t}){let n=this.store?.data.get().value?.lanes;if(this.store===null||n===void 0)return;let r=n.recorded.starts[dt(n.recorded,e)],i=A(n,e)||r===void 0||r>=t?e:r;this.seek(i),this.missing===null&&this.recording?.show(this.store.window(),i,{isPlaying:!0,untilMs:t})}finished(e){let{store:t,positionMs:n}=this;t?.day===D(Date.now())&&n!==null&&e-n<Q&&Date.now()-e>Q&&this.recording?.show(t.window(),e,{isPlaying:!0})}moved(e){this.missing===null&&this.store!==null&&this.view!==null&&(this.positionMs=e,this.isPlaying&&(this.view=Pe(this.view,this.store.span,e)))}command(e){e===`fit`?this.view=this.store?.span??null:this.act(Mt[e])}act(e){let{store:t,view:n}=this;if(t===null||n===null)return;let r=this.positionMs??t.span.startMs;switch(e.kind){case`seek`:this.seek(r+e.byMs);break;case`edge`:this.seek(e.end?t.window().endMs-Cn:t.span.startMs);break;case`zoom`:this.view=ze(n,t.span,r,e.factor);break;case`neighbour`:this.seekNeighbour(t,r,e.direction);break;case`mark`:this.selecting.mark(e.edge,r,e.isFree,t.window());break;default:this.play(t,e)}}play(e,t){t.kind===`speed`?this.speed=G[G.indexOf(this.speed)+t.direction]??this.speed:t.kind===`frame`?this.recording?.step(t.direction):this.simple(e,t.kind)}simple(e,t){({play:()=>this.recording?.toggle(),list:()=>this.isList=!this.isList,mute:()=>this.isMuted=!this.isMuted,captions:()=>this.hasCaptions=!this.hasCaptions,select:()=>this.selecting.toggle(),clear:()=>this.selecting.clear(),export:()=>this.tools?.export(),live:()=>this.app.router.go(`live/${encodeURIComponent(e.cameraId)}`),search:()=>this.app.router.go(`search?focus`),help:()=>this.isHelping=!0})[t]()}seekNeighbour(e,t,n){let r=e.data.get().value?.lanes,i=r===void 0?null:Ue([r.speech,r.visits],t,n);i!==null&&this.seek(i)}};C([n()],$.prototype,`store`,void 0),C([n()],$.prototype,`view`,void 0),C([n()],$.prototype,`positionMs`,void 0),C([n()],$.prototype,`missing`,void 0),C([n()],$.prototype,`isPlaying`,void 0),C([n()],$.prototype,`hasCaptions`,void 0),C([n()],$.prototype,`isMuted`,void 0),C([n()],$.prototype,`isList`,void 0),C([n()],$.prototype,`speed`,void 0),C([n()],$.prototype,`isHelping`,void 0),C([p(`wf-recording`)],$.prototype,`recording`,void 0),C([p(`wf-clip-tools`)],$.prototype,`tools`,void 0),$=C([m(`wf-timeline-page`)],$);export{$ as TimelinePage};