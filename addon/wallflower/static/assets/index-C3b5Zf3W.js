const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./live-page-B0FFWmUt.js","./decorate-DQJKDT0g.js","./notice-C2iW6REb.js","./store-D0-sJLqh.js","./query-Df4-SAIv.js","./page-reyvvdgm.js","./camera-state-B6MYF3v1.js","./backoff-DYIAqc1I.js","./rights-KL0q-kIB.js","./switch-D5yfH_l7.js","./live-CrrAUlXW.js","./timeline-page-BVpQhoWT.js","./export-dialog-68XBaeJq.js","./amounts-sCo6Hd8J.js","./format-CJvLajJV.js","./dialog-CIG-yMuu.js","./problem-BRJCmJVL.js","./remote-CkOU22TJ.js","./snap-DJWOjNnc.js","./pages-DM52oS2d.js","./lists-BFkTsUmP.js","./still-ZEQBGw6Q.js","./search-page-rvt5PgRs.js","./query-all-BOF-gqtH.js","./moment-player-DevRIBjm.js","./people-page-DyBIPsOB.js","./remote-DAP5Dfxq.js","./undo-o-N7xzo7.js","./speakers-page-BUn107ht.js","./stories-page-2V5utylS.js","./times-CFRO_Jja.js","./jobs-CI4TwHKM.js","./cameras-page-CJTKLAsM.js","./forecast-DIATyH7R.js","./week-schedule-BInyCJaa.js","./rules-page-BGgVYokR.js","./system-page-pl1CW1oD.js"])))=>i.map(i=>d[i]);
import{n as e,t}from"./backoff-DYIAqc1I.js";import{$t as n,At as r,Bt as i,C as a,D as o,E as ee,I as te,It as ne,Jt as re,M as ie,O as s,Pt as ae,R as oe,W as se,Y as c,Z as ce,_ as l,at as le,cn as ue,dt as de,et as u,ft as fe,g as d,gn as f,h as p,hn as m,i as h,jt as pe,k as g,kt as me,m as _,mn as he,n as v,r as ge,rt as _e,t as y,v as b,w as x,x as S,y as C,z as ve}from"./decorate-DQJKDT0g.js";import{n as w,t as T}from"./store-D0-sJLqh.js";import{n as E,t as D}from"./lists-BFkTsUmP.js";import{t as O}from"./remote-CkOU22TJ.js";import{n as k,t as A}from"./jobs-CI4TwHKM.js";import{t as j}from"./pages-DM52oS2d.js";import{t as M}from"./query-Df4-SAIv.js";import{t as N}from"./notice-C2iW6REb.js";import{a as P,o as F,r as ye}from"./format-CJvLajJV.js";import{t as be}from"./page-reyvvdgm.js";var xe=4,Se=new Set([`GET`,`PUT`]),I=`application/json`,L=class{constructor(e,t=document.baseURI){this.door=e,this.root=t}async call(e,...t){let n=t[0]??{},r=await this.ask(e,n);if(!r.ok)throw r.status===401&&this.door.refused(),await m(r);if(r.status!==204)return r.headers.get(`Content-Type`)?.startsWith(I)??!1?await r.json():r}async health(e){let t=await this.ask(`GET /api/health`,{signal:e}),n=await t.clone().json().catch(()=>null);if(typeof n==`object`&&n&&`healthy`in n)return n;throw await m(t)}url(e,...t){let n=t[0]??{};return R(this.root,e,n).href}socketUrl(e,...t){let n=R(this.root,e,t[0]??{});return n.protocol=n.protocol===`https:`?`wss:`:`ws:`,n.href}async ask(n,r){let i=this.request(n,r),a=Se.has(i.method)?xe:1;for(let o=0;;o++){try{return await fetch(R(this.root,n,r),i)}catch(e){if(f(e)||r.signal?.aborted)throw e;if(o+1>=a)throw new he(e)}await e(t(o),r.signal)}}request(e,{body:t,signal:n}){let r=this.door.headers(),i={method:e.slice(0,e.indexOf(` `)),headers:r};return n!==void 0&&(i.signal=n),t instanceof Blob?i.body=t:t!==void 0&&(i.body=JSON.stringify(t),i.headers={...r,"Content-Type":I}),i}};function R(e,t,{params:n={},query:r={}}){let i=t.slice(t.indexOf(`/`)+1).replace(/\{(\w+)\}/g,(e,t)=>encodeURIComponent(String(n[t]))),a=new URL(i,e);for(let[e,t]of Object.entries(r))t!=null&&a.searchParams.set(e,String(t));return a}function Ce(e){return{headers:()=>({}),refused:e}}var we=class{constructor(e){this.entries=e,this.base=new URL(`.`,document.baseURI),this.arrived=()=>this.place.set(this.read()),this.clicked=e=>{if(e.defaultPrevented||e.button!==0||De(e))return;let t=e.composedPath().find(e=>e instanceof HTMLAnchorElement);t?.target===``&&!t.hasAttribute(`download`)&&this.isPage(t.href)&&(e.preventDefault(),this.go(t.href))},this.place=new T(this.read())}start(){addEventListener(`popstate`,this.arrived),document.addEventListener(`click`,this.clicked)}stop(){removeEventListener(`popstate`,this.arrived),document.removeEventListener(`click`,this.clicked)}go(e,{replace:t=!1}={}){let n=new URL(e,this.base);t?history.replaceState(null,``,n):n.href!==location.href&&history.pushState(null,``,n),this.arrived()}isPage(e){return e.startsWith(this.base.href)&&!e.startsWith(new URL(`api/`,this.base).href)}read(){let e=new URL(location.href),t=e.pathname.slice(this.base.pathname.length);return{...Te(this.entries,t),path:t,query:e.searchParams}}};function Te(e,t){let[n]=e;if(t===``&&n!==void 0)return{entry:n,params:{}};for(let n of e){let e=Ee(n.path,t);if(e!==null)return{entry:n,params:e}}return{entry:null,params:{}}}function Ee(e,t){let n=e.split(`/`).filter(Boolean),r=t.split(`/`).filter(Boolean);if(r.length>n.length)return null;let i={};for(let[e,t]of n.entries()){let n=r[e],a=/^:(\w+)(\??)$/.exec(t);if(n===void 0){if(a?.[2]!==`?`)return null}else if(a?.[1]!==void 0){let e=Oe(n);if(e===null)return null;i[a[1]]=e}else if(t!==n)return null}return i}function De(e){return e.metaKey||e.ctrlKey||e.shiftKey||e.altKey}function Oe(e){try{return decodeURIComponent(e)}catch{return null}}var z=[{path:`live/:camera?`,tag:`wf-live-page`,title:`nav.live`,icon:c,sentences:`live`,load:()=>g(()=>import(`./live-page-B0FFWmUt.js`),__vite__mapDeps([0,1,2,3,4,5,6,7,8,9,10]),import.meta.url)},{path:`timeline/:camera?`,tag:`wf-timeline-page`,title:`nav.timeline`,icon:ce,sentences:`timeline`,load:()=>g(()=>import(`./timeline-page-BVpQhoWT.js`),__vite__mapDeps([11,1,3,5,12,13,14,15,4,16,10,9,17,8,18,19,20,2,21]),import.meta.url)},{path:`search`,tag:`wf-search-page`,title:`nav.search`,icon:pe,sentences:`search`,load:()=>g(()=>import(`./search-page-rvt5PgRs.js`),__vite__mapDeps([22,1,10,4,23,2,14,8,3,24,21,5]),import.meta.url)},{path:`people/:person?`,tag:`wf-people-page`,title:`nav.people`,icon:ie,sentences:`people`,load:()=>g(()=>import(`./people-page-DyBIPsOB.js`),__vite__mapDeps([25,1,3,2,5,4,23,26,14,17,8,27,15,19,24,21]),import.meta.url)},{path:`speakers`,tag:`wf-speakers-page`,title:`nav.speakers`,icon:te,sentences:`speakers`,load:()=>g(()=>import(`./speakers-page-BUn107ht.js`),__vite__mapDeps([28,1,2,17,3,24,4,14,21,5,26,8,27,15]),import.meta.url)},{path:`stories/:story?`,tag:`wf-stories-page`,title:`nav.stories`,icon:i,sentences:`stories`,load:()=>g(()=>import(`./stories-page-2V5utylS.js`),__vite__mapDeps([29,1,2,5,30,7,3,8,4,23,16,10,14,15,18,19,13,31,20,17,9,21,26]),import.meta.url)},{path:`cameras/:camera?/:part?`,tag:`wf-cameras-page`,title:`nav.cameras`,icon:ue,sentences:`cameras`,load:()=>g(()=>import(`./cameras-page-CJTKLAsM.js`),__vite__mapDeps([32,1,8,3,2,4,5,16,10,13,9,6,33,14,15,34,17,31,20,24,21,26]),import.meta.url)},{path:`rules/:rule?`,tag:`wf-rules-page`,title:`nav.rules`,icon:ne,sentences:`rules`,load:()=>g(()=>import(`./rules-page-BGgVYokR.js`),__vite__mapDeps([35,1,17,3,8,2,5,9,10,14,16,34]),import.meta.url)},{path:`system`,tag:`wf-system-page`,title:`nav.system`,icon:n,sentences:`system`,load:()=>g(()=>import(`./system-page-pl1CW1oD.js`),__vite__mapDeps([36,1,5,8,15,4,13,14,31,20,17,3,16,10,7,33]),import.meta.url)}],ke=class extends O{constructor(e,t){super(async t=>(await e.call(`GET /api/cameras`,{signal:t})).cameras),this.events=t}start(){let e=e=>this.change(t=>D(t,e));this.events.on(`resync`,()=>void this.load()),this.events.on(`camera_added`,e),this.events.on(`camera_updated`,e),this.events.on(`camera_removed`,({id:e})=>this.change(t=>E(t,e))),this.events.on(`camera_status`,e=>this.change(t=>Ae(t,e))),this.load()}find(e){return this.get().value?.find(t=>t.id===e)??null}};function Ae(e,t){return e.map(e=>e.id===t.camera_id?{...e,status:t}:e)}var je=15e3,Me=5e3,Ne=class{constructor(e,t=e=>new WebSocket(e)){this.api=e,this.open=t,this.connection=new T(`connecting`),this.losses=new T(0),this.listeners=new Map,this.socket=null,this.place=null,this.failures=0,this.hurry=()=>{this.socket===null&&document.visibilityState!==`hidden`&&(this.failures=0,this.connect())}}start(){addEventListener(`online`,this.hurry),document.addEventListener(`visibilitychange`,this.hurry),this.connect()}stop(){removeEventListener(`online`,this.hurry),document.removeEventListener(`visibilitychange`,this.hurry),clearTimeout(this.timer),this.drop()}on(e,t){let n=this.listeners.get(e)??new Set;return this.listeners.set(e,n.add(t)),()=>n.delete(t)}connect(){clearTimeout(this.timer);let e=this.open(this.api.socketUrl(`GET /api/events`,this.place===null?{}:{query:this.place}));this.socket=e,this.timer=setTimeout(()=>this.lost(e),je),e.onmessage=({data:e})=>this.receive(JSON.parse(e)),e.onclose=()=>this.lost(e)}receive(e){let t=this.place===null;e.type===`hello`&&this.greeted(),(t||e.type!==`hello`)&&(this.place={stream:e.stream,sequence:e.sequence}),this.tell(e.type,e.data),t&&e.type===`hello`&&this.tell(`resync`,e.data)}tell(e,t){for(let n of[...this.listeners.get(e)??[]])n(t)}greeted(){clearTimeout(this.timer),this.timer=setTimeout(()=>this.failures=0,Me),this.connection.set(`online`)}lost(e){e===this.socket&&(this.drop(),this.connection.set(`offline`),this.losses.update(e=>e+1),this.timer=setTimeout(()=>this.connect(),t(this.failures++)))}drop(){clearTimeout(this.timer);let e=this.socket;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}},Pe=500,B=class extends O{constructor(e,t){super(t=>Fe(e,t)),this.events=t,this.isWanted=!1}start(){let e=e=>this.change(t=>V(D(t,e)));this.events.on(`resync`,()=>{this.isWanted&&this.load()}),this.events.on(`person_added`,e),this.events.on(`person_updated`,e),this.events.on(`person_removed`,({id:e})=>this.change(t=>E(t,e)))}want(){this.isWanted||(this.isWanted=!0,this.load())}find(e){return this.get().value?.find(t=>t.id===e)??null}};async function Fe(e,t){return V(await j(n=>e.call(`GET /api/people`,{query:{limit:Pe,cursor:n},signal:t}),e=>e.people))}function V(e){return e.toSorted((e,t)=>e.name.localeCompare(t.name))}var Ie=1e4,Le=class extends T{constructor(){super([]),this.next=1,this.timers=new Map}done(e,t){this.show(t===void 0?{text:e,kind:`done`}:{text:e,kind:`done`,undo:t})}failed(e){this.show({text:x(e),kind:`failed`})}async attempt(e){try{return await e(),!0}catch(e){return this.failed(e),!1}}dismiss(e){this.hold(e),this.update(t=>t.filter(t=>t.id!==e))}hold(e){clearTimeout(this.timers.get(e)),this.timers.delete(e)}release(e){this.hold(e),this.timers.set(e,setTimeout(()=>this.dismiss(e),Ie))}show(e){let t=this.next++;this.update(n=>[...n.slice(-2),{...e,id:t}]),this.release(t)}};function Re(){let e=new T(!1),t=new L(Ce(()=>e.set(!0))),n=new Ne(t);return{api:t,events:n,router:new we(z),toasts:new Le,cameras:new ke(t,n),jobs:new A(t,n),people:new B(t,n),me:new T(null),stranger:e,theme:new T(0)}}function ze(e){e.router.start(),e.cameras.start(),e.jobs.start(),e.people.start(),e.events.on(`resync`,()=>void H(e)),e.events.losses.subscribe(()=>void H(e)),e.events.start()}async function H(e){try{e.me.set(await e.api.call(`GET /api/me`))}catch{}}var Be=20,U=class extends b{static{this.styles=[h,v,a`
      :host {
        position: relative;
      }
      .count {
        position: absolute;
        inset: 0 0 auto auto;
        min-width: 1.15rem;
        padding: 0 0.25rem;
        border-radius: 999px;
        background: var(--wf-accent);
        color: var(--wf-on-accent);
        font-size: 0.75rem;
        font-weight: 600;
        line-height: 1.15rem;
        text-align: center;
      }
      .tray {
        position: fixed;
        inset: auto;
        right: max(0.75rem, env(safe-area-inset-right));
        top: calc(env(safe-area-inset-top) + 3.75rem);
        width: min(24rem, calc(100vw - 1.5rem));
        max-height: 70dvh;
        margin: 0;
        overflow: auto;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        color: var(--wf-text);
        box-shadow: var(--wf-shadow);
      }
      ul {
        margin: 0.75rem 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: 0.35rem 0.75rem;
        padding: 0.6rem 0;
        border-top: 1px solid var(--wf-line);
      }
      progress {
        grid-column: 1 / -1;
        width: 100%;
        height: 0.4rem;
        accent-color: var(--wf-accent);
      }
      .note,
      .empty {
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .rest {
        grid-column: 1 / -1;
      }
      .failed {
        color: var(--wf-bad);
      }
    `]}constructor(){super(),this.open=!1,new w(this,()=>[this.app.jobs])}render(){let e=this.app.jobs.get().value??[],t=e.filter(k).length;return S`
      <button
        class="plain round"
        popovertarget="tray"
        aria-expanded=${this.open}
        aria-label=${s(`jobs.button`,{count:t})}
        title=${s(`jobs.heading`)}
      >
        ${_(t>0?re:se)}
        ${t>0?S`<span class="count" aria-hidden="true">${t}</span>`:C}
      </button>
      <section id="tray" class="tray" popover aria-label=${s(`jobs.heading`)} @toggle=${this.toggled}>
        <h2>${s(`jobs.heading`)}</h2>
        ${e.length===0?S`<p class="empty">${s(`jobs.none`)}</p>`:S`<ul>
                ${N(e.slice(0,Be),({id:e})=>e,e=>this.renderJob(e))}
              </ul>`}
      </section>
    `}renderJob(e){let t=s(`jobs.kind.${e.kind}`);return S`
      <li>
        <div>
          <div>${t}${e.export?.note?S`: <bdi>${e.export.note}</bdi>`:C}</div>
          ${Ve(e)}
        </div>
        ${this.renderAction(e)} ${this.renderRest(e)}
        ${e.state===`running`?S`<progress max="1" .value=${e.progress} aria-label=${t}></progress>`:C}
      </li>
    `}renderAction(e){if(k(e))return S`<button ?disabled=${e.cancelling} @click=${()=>void this.app.toasts.attempt(()=>this.app.jobs.cancel(e.id))}>${s(`jobs.cancel`)}</button>`;let[t]=e.result?.files??[];if(e.state!==`done`||t===void 0)return C;let n=s(`jobs.download`);return S`<a
      class="button round"
      href=${this.fileUrl(e,t)}
      download=${t.name}
      aria-label=${n}
      title=${n}
    >
      ${_(fe)}
    </a>`}renderRest(e){let[,...t]=e.result?.files??[];if(e.state!==`done`||t.length===0)return C;let{holes:n=[],notes:r=[]}=e.result??{};return S`<p class="note rest">
      ${n.length===0?C:S`${s(`jobs.holes`,{count:n.length})} `}
      ${r.map(e=>S`${e} `)}
      ${t.map(t=>S`<a href=${this.fileUrl(e,t)} download=${t.name}>${t.name}</a> `)}
    </p>`}fileUrl(e,{name:t}){let n={params:{job_id:e.id},query:{name:t}};return this.app.api.url(`GET /api/exports/{job_id}/file`,n)}toggled(e){this.open=e.newState===`open`}};y([d({attribute:!1})],U.prototype,`app`,void 0),y([p()],U.prototype,`open`,void 0),U=y([l(`wf-jobs-tray`)],U);function Ve(e){if(e.state===`failed`)return S`<p class="note failed">${e.problem?.message??s(`jobs.state.failed`)}</p>`;let t=e.transfer?.left_s,n=e.state===`running`?[F(e.progress),...typeof t==`number`?[s(`jobs.left`,{time:ye(t*1e3)})]:[]]:[s(`jobs.state.${e.state}`),P(e.created_ms)];return S`<p class="note">${n.join(` · `)}</p>`}var W=class extends b{static{this.styles=[h,v,a`
      :host {
        position: fixed;
        z-index: 20;
        inset: auto 0 calc(var(--wf-bottom, 0px) + 1rem);
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 0.5rem;
        padding: 0 1rem;
        pointer-events: none;
      }
      .toast {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        width: min(30rem, 100%);
        padding: 0.4rem 0.4rem 0.4rem 1rem;
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
        border: 1px solid var(--wf-line);
        pointer-events: auto;
      }
      .text {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .done > .icon {
        color: var(--wf-good);
      }
      .failed > .icon {
        color: var(--wf-bad);
      }
    `]}constructor(){super(),new w(this,()=>[this.toasts])}render(){return S`<div role="status" aria-live="polite">
      ${N(this.toasts.get(),({id:e})=>e,e=>this.renderToast(e))}
    </div>`}renderToast(e){let t=()=>this.toasts.hold(e.id),n=()=>this.toasts.release(e.id),{undo:r}=e;return S`
      <div
        class="toast ${e.kind}"
        @pointerenter=${t}
        @pointerleave=${n}
        @focusin=${t}
        @focusout=${n}
      >
        ${_(e.kind===`done`?u:oe)}
        <span class="text">${e.text}</span>
        ${r===void 0?C:S`<button class="plain" @click=${()=>void this.undo(e.id,r)}>${s(`toast.undo`)}</button>`}
        <button class="plain round" aria-label=${s(`toast.dismiss`)} @click=${()=>this.toasts.dismiss(e.id)}>
          ${_(_e)}
        </button>
      </div>
    `}async undo(e,t){this.toasts.dismiss(e),await this.toasts.attempt(t)}};y([d({attribute:!1})],W.prototype,`toasts`,void 0),W=y([l(`wf-toasts`)],W);var G=class extends b{constructor(...e){super(...e),this.isBusy=!1,this.needsSetup=!1,this.failure=null,this.submitted=async e=>{e.preventDefault();let t=new FormData(e.target),n=e=>{let n=t.get(e);return typeof n==`string`?n:``};this.isBusy=!0,this.failure=null;try{await He(this.app.api,{name:n(`name`),password:n(`password`)}),this.dispatchEvent(new CustomEvent(`entered`))}catch(e){this.failure=e}this.isBusy=!1}}static{this.styles=[h,v,ge,a`
      form {
        display: grid;
        gap: 1rem;
        max-width: 24rem;
        margin: 8vh auto;
        padding: 1.5rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      h1 {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      p {
        margin: 0;
      }
      .failed {
        color: var(--wf-bad);
      }
    `]}render(){return S`<form @submit=${this.submitted}>
      <h1>${_(me)}${s(`login.title`)}</h1>
      ${this.needsSetup?S`<p>${s(`login.setup`)}</p>`:C}
      <label>${s(`login.name`)}<input name="name" autocomplete="username" required /></label>
      <label>
        ${s(`login.password`)}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <div role="alert">
        ${this.failure===null?C:S`<p class="failed">${x(this.failure)}</p>`}
      </div>
      <button class="primary" ?disabled=${this.isBusy}>${s(`login.enter`)}</button>
    </form>`}firstUpdated(){this.learnSetup()}async learnSetup(){try{this.needsSetup=(await this.app.api.call(`GET /api/login`)).setup_needed}catch(e){this.failure=e}}};y([d({attribute:!1})],G.prototype,`app`,void 0),y([p()],G.prototype,`isBusy`,void 0),y([p()],G.prototype,`needsSetup`,void 0),y([p()],G.prototype,`failure`,void 0),G=y([l(`wf-login`)],G);async function He(e,t){let{access_token:n}=await e.call(`POST /api/login`,{body:t}),r={Authorization:`Bearer ${n}`};await new L({headers:()=>r,refused:()=>void 0}).call(`POST /api/session`)}var K=4,q=class extends b{constructor(...e){super(...e),this.entry=null}static{this.styles=[h,v,a`
      :host {
        min-width: 0;
      }
      ul {
        display: flex;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a,
      button.more {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.5rem;
        padding: 0 0.9rem;
        border: 0;
        border-radius: 999px;
        background: none;
        color: var(--wf-muted);
        font-weight: 500;
        text-decoration: none;
      }
      a:hover {
        background: var(--wf-hover);
        color: var(--wf-text);
      }
      a[aria-current] {
        background: color-mix(in srgb, var(--wf-accent) 16%, transparent);
        color: var(--wf-text);
      }
      .more-item,
      [popover] {
        display: none;
      }
      @media (min-width: 760px) and (max-width: 1439px) {
        .bar {
          gap: 0;
          overflow-x: auto;
          padding: 0.25rem;
        }
        .bar a {
          padding: 0 0.6rem;
          white-space: nowrap;
        }
        .bar .icon {
          display: none;
        }
      }
      @media (max-width: 759px) {
        ul {
          gap: 0;
          padding: 0.35rem max(0.5rem, env(safe-area-inset-left)) calc(0.35rem + env(safe-area-inset-bottom));
        }
        li {
          flex: 1;
        }
        .bar a,
        button.more {
          flex-direction: column;
          gap: 0.1rem;
          width: 100%;
          padding: 0.3rem 0.25rem;
          border-radius: 10px;
          font-size: 0.75rem;
        }
        .bar .beyond {
          display: none;
        }
        .more-item {
          display: block;
        }
        [popover]:popover-open {
          position: fixed;
          inset: auto 0.75rem calc(4.5rem + env(safe-area-inset-bottom)) auto;
          display: grid;
          min-width: 12rem;
          margin: 0;
          padding: 0.5rem;
          border: 1px solid var(--wf-line);
          border-radius: var(--wf-radius);
          background: var(--wf-raised);
          box-shadow: var(--wf-shadow);
        }
      }
    `]}updated(e){e.has(`entry`)&&this.menu?.hidePopover()}render(){let e=z.filter(e=>e.icon!==void 0),t=e.slice(K);return S`
      <nav aria-label=${s(`nav.label`)}>
        <ul class="bar">
          ${e.map((e,t)=>S`<li class=${t<K?``:`beyond`}>${this.renderLink(e)}</li>`)}
          ${t.length===0?C:S`<li class="more-item">
                  <button class="more" popovertarget="menu">${_(de)}${s(`nav.more`)}</button>
                </li>`}
        </ul>
        <div id="menu" popover>${t.map(e=>this.renderLink(e))}</div>
      </nav>
    `}renderLink(e){let[t]=e.path.split(`/`),n=e===this.entry?`page`:C;return S`<a href=${t??``} aria-current=${n}>${_(e.icon??``)}${s(e.title)}</a>`}};y([d({attribute:!1})],q.prototype,`entry`,void 0),y([M(`[popover]`)],q.prototype,`menu`,void 0),q=y([l(`wf-navigation`)],q);var J=class extends b{constructor(...e){super(...e),this.online=!1,this.page=null,this.failure=null,this.shown=null,this.isFirst=!0,this.retry=()=>{this.page=null,this.shown!==null&&this.load(this.shown)}}static{this.styles=[h,v,a`
      :host {
        display: block;
      }
    `]}render(){return this.place.entry===null?this.renderMissing():this.failure===null?S`<div @page-failed=${this.failed}>${this.page}</div>`:this.renderFailure()}willUpdate(e){if(e.has(`online`)&&this.online&&this.failure!==null&&this.retry(),!e.has(`place`))return;let{entry:t,path:n}=this.place,r=n!==e.get(`place`)?.path;t===null?(this.page=this.shown=null,this.arrive(s(`missing.title`))):t===this.shown?this.page!==null&&(this.page.place=this.place,r&&this.arrive(s(t.title))):this.load(t)}async load(e){this.shown=e,this.failure=null;try{await Promise.all([e.load(),ee(e.sentences)])}catch(t){this.shown===e&&(this.failure=t);return}if(this.shown!==e)return;let t=document.createElement(e.tag);if(!(t instanceof be))throw TypeError(`${e.tag} is no page`);t.app=this.app,t.place=this.place,this.page=t,await this.arrive(s(e.title))}async arrive(e){await this.updateComplete,await this.page?.updateComplete;let t=Y(this.renderRoot);document.title=`${t?.textContent.trim()??e} – TheWallflower`,this.isFirst?this.isFirst=!1:(scrollTo(0,0),this.focusHeading())}focusHeading(){let e=Y(this.renderRoot);e!==null&&(e.tabIndex=-1,e.focus({preventScroll:!0}))}failed(e){console.error(e.detail),this.failure=e.detail}renderMissing(){return S`
      <h1 class="hidden-text">${s(`missing.title`)}</h1>
      <wf-notice .icon=${ae} heading=${s(`missing.title`)} text=${s(`missing.text`)}>
        <a class="button primary" href="live">${s(`missing.home`)}</a>
      </wf-notice>
    `}renderFailure(){return S`
      <h1 class="hidden-text">${s(`failure.title`)}</h1>
      <wf-notice .icon=${ve} heading=${s(`failure.title`)} text=${x(this.failure)}>
        <button class="primary" @click=${this.retry}>${s(`failure.retry`)}</button>
        <button @click=${()=>location.reload()}>${s(`failure.reload`)}</button>
      </wf-notice>
    `}};y([d({attribute:!1})],J.prototype,`app`,void 0),y([d({attribute:!1})],J.prototype,`place`,void 0),y([d({type:Boolean})],J.prototype,`online`,void 0),y([p()],J.prototype,`page`,void 0),y([p()],J.prototype,`failure`,void 0),J=y([l(`wf-outlet`)],J);function Y(e){for(let t of e.querySelectorAll(`*`)){if(t.localName===`h1`)return t;let e=t.shadowRoot===null?null:Y(t.shadowRoot);if(e!==null)return e}return null}var X=class extends b{constructor(...e){super(...e),this.app=null,this.watch=new w(this,()=>this.app===null?[]:[this.app.router.place,this.app.events.connection,this.app.stranger,this.app.me]),this.unhandled=e=>{f(e.reason)||this.app?.toasts.failed(e.reason)}}static{this.styles=[h,v,a`
      :host {
        display: grid;
        grid-template: auto auto 1fr / minmax(0, 1fr);
        min-height: 100dvh;
      }
      header {
        position: sticky;
        z-index: 10;
        top: 0;
        display: flex;
        align-items: center;
        gap: 1rem;
        min-height: 3.5rem;
        padding: env(safe-area-inset-top) max(1rem, env(safe-area-inset-right)) 0 max(1rem, env(safe-area-inset-left));
        border-bottom: 1px solid var(--wf-line);
        background: var(--wf-card);
      }
      .brand {
        font-weight: 700;
        letter-spacing: -0.01em;
      }
      wf-navigation {
        flex: 1;
      }
      main {
        min-width: 0;
        padding: 1rem max(1rem, env(safe-area-inset-right)) 2rem max(1rem, env(safe-area-inset-left));
      }
      .skip {
        position: absolute;
        z-index: 30;
        top: 0.5rem;
        left: 0.5rem;
      }
      .skip:not(:focus) {
        clip-path: inset(50%);
        pointer-events: none;
      }
      .banner {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 0.75rem;
        padding: 0.35rem 1rem;
        background: color-mix(in srgb, var(--wf-warn) 16%, var(--wf-card));
        border-bottom: 1px solid var(--wf-line);
      }
      .banner .icon {
        color: var(--wf-warn);
      }
      @media (max-width: 759px) {
        :host {
          --wf-bottom: calc(4rem + env(safe-area-inset-bottom));
        }
        header {
          position: static;
          justify-content: space-between;
        }
        wf-navigation {
          position: fixed;
          inset: auto 0 0;
          border-top: 1px solid var(--wf-line);
          background: var(--wf-card);
        }
        main {
          padding: 0.75rem 0.75rem calc(var(--wf-bottom) + 1rem);
        }
      }
    `]}connectedCallback(){super.connectedCallback(),addEventListener(`unhandledrejection`,this.unhandled)}disconnectedCallback(){removeEventListener(`unhandledrejection`,this.unhandled),super.disconnectedCallback()}willUpdate(e){e.has(`app`)&&(this.watch.hostDisconnected(),this.watch.hostConnected())}render(){let{app:e}=this;if(e===null)return C;let t=e.router.place.get();return S`
      <button class="skip" @click=${()=>this.outlet?.focusHeading()}>${s(`nav.skip`)}</button>
      <header>
        <span class="brand">TheWallflower</span>
        <wf-navigation .entry=${t.entry}></wf-navigation>
        <wf-jobs-tray .app=${e}></wf-jobs-tray>
        ${this.renderLogout(e)}
      </header>
      ${this.renderBanner(e)}
      <main>
        ${e.stranger.get()?S`<wf-login .app=${e} @entered=${()=>location.reload()}></wf-login>`:S`<wf-outlet
                .app=${e}
                .place=${t}
                ?online=${e.events.connection.get()===`online`}
              ></wf-outlet>`}
      </main>
      <wf-toasts .toasts=${e.toasts}></wf-toasts>
    `}renderLogout(e){return e.me.get()?.name.startsWith(`user:`)??!1?S`<button class="plain round" aria-label=${s(`login.leave`)} title=${s(`login.leave`)} @click=${async()=>{await e.toasts.attempt(()=>e.api.call(`DELETE /api/session`))&&location.reload()}}>
      ${_(r)}
    </button>`:C}renderBanner(e){let t=e.events.connection.get()===`offline`&&!e.stranger.get();return S`<div role="status">
      ${t?S`<div class="banner">
              ${_(le)}<span>${s(`offline.text`)}</span>
              <button @click=${e.events.hurry}>${s(`offline.retry`)}</button>
            </div>`:C}
    </div>`}};y([d({attribute:!1})],X.prototype,`app`,void 0),y([M(`wf-outlet`)],X.prototype,`outlet`,void 0),X=y([l(`wf-app`)],X);var Ue=/^#([\da-f]{3,8})$/i,We=/^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i;function Ge(e){let t=qe(e.trim());if(t===null)return!1;let[n,r,i]=t.map(e=>Ke(e/255));return .2126*n+.7152*r+.0722*i<.179}function Ke(e){return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}function qe(e){let t=We.exec(e);if(t!==null)return t.slice(1,4).map(Number);let n=Ue.exec(e)?.[1];if(n===void 0)return null;let r=n.length<6?1:2;return[0,1,2].map(e=>{let t=n.slice(e*r,(e+1)*r);return parseInt(r===1?t+t:t,16)})}var Je={"--primary-color":`--wf-accent`,"--text-primary-color":`--wf-on-accent`,"--primary-background-color":`--wf-page`,"--card-background-color":`--wf-card`,"--primary-text-color":`--wf-text`,"--secondary-text-color":`--wf-muted`,"--divider-color":`--wf-line`},Ye=`--primary-background-color`;function Xe(e){let t=Z(),n=matchMedia(`(prefers-color-scheme: dark)`),r=()=>{let r=document.documentElement;r.dataset.theme=(t===null?null:Qe(t))??(n.matches?`dark`:`light`),e()},i=new MutationObserver(r);return t!==null&&i.observe(t.documentElement,{attributes:!0,attributeFilter:[`style`,`class`]}),n.addEventListener(`change`,r),r(),()=>{i.disconnect(),n.removeEventListener(`change`,r)}}function Ze(){let e=Z()?.documentElement.lang??``;return e===``?navigator.language:e}function Z(){if(window.parent===window)return null;try{let{document:e}=window.parent;return e.querySelector(`home-assistant`)===null?null:e}catch{return null}}function Qe(e){let t=getComputedStyle(e.documentElement),n=t.getPropertyValue(Ye).trim(),r=document.documentElement.style;for(let[e,n]of Object.entries(Je)){let i=t.getPropertyValue(e).trim();i===``?r.removeProperty(n):r.setProperty(n,i)}return n===``?null:Ge(n)?`dark`:`light`}var Q=Re();Xe(()=>Q.theme.update(e=>e+1)),await o(Ze()),ze(Q);var $=document.querySelector(`wf-app`);$!==null&&($.app=Q);