const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./live-page-C71tOluh.js","./page-Btjrqmv9.js"])))=>i.map(i=>d[i]);
import{A as e,C as t,D as n,E as r,F as i,I as a,L as o,M as s,N as c,O as l,P as u,S as d,T as f,_ as p,a as m,b as ee,c as h,d as te,f as g,g as _,h as v,i as y,j as ne,k as re,l as b,m as x,n as S,o as C,p as ie,r as w,s as T,t as ae,u as E,v as D,x as oe,y as se}from"./page-Btjrqmv9.js";var ce=500,le=3e4;function O(e,t=Math.random){return Math.min(le,ce*2**Math.min(e,16))*(.75+t()/2)}function ue(e,t){return new Promise((n,r)=>{t?.throwIfAborted();let i=()=>{clearTimeout(a),r(t?.reason)},a=setTimeout(()=>{t?.removeEventListener(`abort`,i),n()},e);t?.addEventListener(`abort`,i,{once:!0})})}var de=4,fe=new Set([`GET`,`PUT`]),k=`application/json`,pe=class{constructor(e,t=document.baseURI){this.door=e,this.root=t}async call(e,...t){let n=t[0]??{},r=await this.ask(e,n);if(!r.ok)throw r.status===401&&this.door.refused(),await a(r);if(r.status!==204)return r.headers.get(`Content-Type`)?.startsWith(k)??!1?await r.json():r}url(e,...t){let n=t[0]??{};return A(this.root,e,n).href}socketUrl(e,...t){let n=A(this.root,e,t[0]??{});return n.protocol=n.protocol===`https:`?`wss:`:`ws:`,n.href}async ask(e,t){let n=this.request(e,t),r=fe.has(n.method)?de:1;for(let a=0;;a++){try{return await fetch(A(this.root,e,t),n)}catch(e){if(o(e)||t.signal?.aborted)throw e;if(a+1>=r)throw new i(e)}await ue(O(a),t.signal)}}request(e,{body:t,signal:n}){let r=this.door.headers(),i={method:e.slice(0,e.indexOf(` `)),headers:r};return n!==void 0&&(i.signal=n),t instanceof Blob?i.body=t:t!==void 0&&(i.body=JSON.stringify(t),i.headers={...r,"Content-Type":k}),i}};function A(e,t,{params:n={},query:r={}}){let i=t.slice(t.indexOf(`/`)+1).replace(/\{(\w+)\}/g,(e,t)=>encodeURIComponent(String(n[t]))),a=new URL(i,e);for(let[e,t]of Object.entries(r))t!=null&&a.searchParams.set(e,String(t));return a}function me(e){return{headers:()=>({}),refused:e}}var he=class{constructor(e){this.entries=e,this.base=new URL(`.`,document.baseURI),this.arrived=()=>this.place.set(this.read()),this.clicked=e=>{if(e.defaultPrevented||e.button!==0||ve(e))return;let t=e.composedPath().find(e=>e instanceof HTMLAnchorElement);t?.target===``&&!t.hasAttribute(`download`)&&this.isPage(t.href)&&(e.preventDefault(),this.go(t.href))},this.place=new c(this.read())}start(){addEventListener(`popstate`,this.arrived),document.addEventListener(`click`,this.clicked)}stop(){removeEventListener(`popstate`,this.arrived),document.removeEventListener(`click`,this.clicked)}go(e,{replace:t=!1}={}){let n=new URL(e,this.base);t?history.replaceState(null,``,n):n.href!==location.href&&history.pushState(null,``,n),this.arrived()}isPage(e){return e.startsWith(this.base.href)&&!e.startsWith(new URL(`api/`,this.base).href)}read(){let e=new URL(location.href),t=e.pathname.slice(this.base.pathname.length);return{...ge(this.entries,t),path:t,query:e.searchParams}}};function ge(e,t){let[n]=e;if(t===``&&n!==void 0)return{entry:n,params:{}};for(let n of e){let e=_e(n.path,t);if(e!==null)return{entry:n,params:e}}return{entry:null,params:{}}}function _e(e,t){let n=e.split(`/`).filter(Boolean),r=t.split(`/`).filter(Boolean);if(r.length>n.length)return null;let i={};for(let[e,t]of n.entries()){let n=r[e],a=/^:(\w+)(\??)$/.exec(t);if(n===void 0){if(a?.[2]!==`?`)return null}else if(a?.[1]!==void 0){let e=ye(n);if(e===null)return null;i[a[1]]=e}else if(t!==n)return null}return i}function ve(e){return e.metaKey||e.ctrlKey||e.shiftKey||e.altKey}function ye(e){try{return decodeURIComponent(e)}catch{return null}}var j=[{path:`live/:camera?`,tag:`wf-live-page`,title:`nav.live`,icon:t,load:()=>se(()=>import(`./live-page-C71tOluh.js`),__vite__mapDeps([0,1]),import.meta.url)}];function M(e,t){let n=e.findIndex(({id:e})=>e===t.id);return n<0?[...e,t]:e.with(n,t)}function N(e,t){return e.filter(e=>e.id!==t)}var P=class extends c{constructor(e){super({value:null,error:null}),this.read=e,this.reading=null,this.load=async()=>{this.reading?.abort();let e=this.reading=new AbortController;try{let t=await this.read(e.signal);e.signal.aborted||this.set({value:t,error:null})}catch(t){if(e.signal.aborted||o(t))return;this.set({value:this.get().value,error:t instanceof Error?t:Error(String(t))})}}}change(e){let{value:t,error:n}=this.get();t!==null&&this.set({value:e(t),error:n})}},be=class extends P{constructor(e,t){super(async t=>(await e.call(`GET /api/cameras`,{signal:t})).cameras),this.events=t}start(){let e=e=>this.change(t=>M(t,e));this.events.on(`resync`,()=>void this.load()),this.events.on(`camera_added`,e),this.events.on(`camera_updated`,e),this.events.on(`camera_removed`,({id:e})=>this.change(t=>N(t,e))),this.events.on(`camera_status`,e=>this.change(t=>xe(t,e))),this.load()}find(e){return this.get().value?.find(t=>t.id===e)??null}};function xe(e,t){return e.map(e=>e.id===t.camera_id?{...e,status:t}:e)}var Se=15e3,Ce=5e3,we=class{constructor(e,t=e=>new WebSocket(e)){this.api=e,this.open=t,this.connection=new c(`connecting`),this.listeners=new Map,this.socket=null,this.place=null,this.failures=0,this.hurry=()=>{this.socket===null&&document.visibilityState!==`hidden`&&(this.failures=0,this.connect())}}start(){addEventListener(`online`,this.hurry),document.addEventListener(`visibilitychange`,this.hurry),this.connect()}stop(){removeEventListener(`online`,this.hurry),document.removeEventListener(`visibilitychange`,this.hurry),clearTimeout(this.timer),this.drop()}on(e,t){let n=this.listeners.get(e)??new Set;return this.listeners.set(e,n.add(t)),()=>n.delete(t)}connect(){clearTimeout(this.timer);let e=this.open(this.api.socketUrl(`GET /api/events`,this.place===null?{}:{query:this.place}));this.socket=e,this.timer=setTimeout(()=>this.lost(e),Se),e.onmessage=({data:e})=>this.receive(JSON.parse(e)),e.onclose=()=>this.lost(e)}receive(e){let t=this.place===null;e.type===`hello`&&this.greeted(),(t||e.type!==`hello`)&&(this.place={stream:e.stream,sequence:e.sequence}),this.tell(e.type,e.data),t&&e.type===`hello`&&this.tell(`resync`,e.data)}tell(e,t){for(let n of[...this.listeners.get(e)??[]])n(t)}greeted(){clearTimeout(this.timer),this.timer=setTimeout(()=>this.failures=0,Ce),this.connection.set(`online`)}lost(e){e===this.socket&&(this.drop(),this.connection.set(`offline`),this.timer=setTimeout(()=>this.connect(),O(this.failures++)))}drop(){clearTimeout(this.timer);let e=this.socket;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}},Te=50,Ee=class extends P{constructor(e,t){super(async t=>(await e.call(`GET /api/jobs`,{query:{limit:Te},signal:t})).jobs),this.api=e,this.events=t}start(){this.events.on(`resync`,()=>void this.load()),this.events.on(`job`,e=>this.change(t=>De(t,e))),this.load()}async cancel(e){await this.api.call(`POST /api/jobs/{job_id}/cancel`,{params:{job_id:e}})}};function F({state:e}){return e===`queued`||e===`running`}function De(e,t){return`state`in t?M(e,t).sort((e,t)=>t.created_ms-e.created_ms):N(e,t.id)}var Oe=1e4,ke=class extends c{constructor(){super([]),this.next=1,this.timers=new Map}done(e,t){this.show(t===void 0?{text:e,kind:`done`}:{text:e,kind:`done`,undo:t})}failed(e){this.show({text:v(e),kind:`failed`})}async attempt(e){try{return await e(),!0}catch(e){return this.failed(e),!1}}dismiss(e){this.hold(e),this.update(t=>t.filter(t=>t.id!==e))}hold(e){clearTimeout(this.timers.get(e)),this.timers.delete(e)}release(e){this.hold(e),this.timers.set(e,setTimeout(()=>this.dismiss(e),Oe))}show(e){let t=this.next++;this.update(n=>[...n.slice(-2),{...e,id:t}]),this.release(t)}};function Ae(){let e=new c(!1),t=new pe(me(()=>e.set(!0))),n=new we(t);return{api:t,events:n,router:new he(j),toasts:new ke,cameras:new be(t,n),jobs:new Ee(t,n),me:new c(null),stranger:e,theme:new c(0)}}function je(e){e.router.start(),e.cameras.start(),e.jobs.start(),e.events.on(`resync`,()=>void Me(e)),e.events.start()}async function Me(e){try{e.me.set(await e.api.call(`GET /api/me`))}catch{}}var I=(e,t,n)=>(n.configurable=!0,n.enumerable=!0,Reflect.decorate&&typeof t!=`object`&&Object.defineProperty(e,t,n),n);function L(e,t){return(n,r,i)=>{let a=t=>t.renderRoot?.querySelector(e)??null;if(t){let{get:e,set:t}=typeof r==`object`?n:i??(()=>{let e=Symbol();return{get(){return this[e]},set(t){this[e]=t}}})();return I(n,r,{get(){let n=e.call(this);return n===void 0&&(n=a(this),(n!==null||this.hasUpdated)&&t.call(this,n)),n}})}return I(n,r,{get(){return a(this)}})}}var Ne={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Pe=e=>(...t)=>({_$litDirective$:e,values:t}),Fe=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Ie}=ie,R=e=>e,z=()=>document.createComment(``),B=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Ie(r.insertBefore(z(),i),r.insertBefore(z(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=R(e).nextSibling;R(r).insertBefore(e,i),e=t}}}return n},V=(e,t,n=e)=>(e._$AI(t,n),e),Le={},Re=(e,t=Le)=>e._$AH=t,ze=e=>e._$AH,H=e=>{e._$AR(),e._$AA.remove()},U=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},W=Pe(class extends Fe{constructor(e){if(super(e),e.type!==Ne.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=ze(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=V(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=V(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=V(i[d],a[m]),B(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=V(i[f],a[p]),B(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=U(o,p,m),u=U(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=B(e,i[d]);V(t,a[p]),c[p]=t}else c[p]=V(n,a[p]),B(e,i[d],n),i[t]=null;p++}else H(i[f]),f--}else H(i[d]),d++;for(;p<=m;){let t=B(e,c[m+1]);V(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&H(e)}return this.ut=o,Re(e,c),te}}),G=new Map;function Be(e,t){let n=`${_()} ${e}`,r=G.get(n);return r===void 0&&G.set(n,r=new Intl.DateTimeFormat(_(),t)),r}function Ve(e){return Be(`instant`,{dateStyle:`long`,timeStyle:`medium`}).format(e)}var He=[[`day`,86400],[`hour`,3600],[`minute`,60],[`second`,1]];function Ue(e){let t=Math.max(0,Math.round(e/1e3)),[n,r]=He.find(([,e])=>t>=e)??[`second`,1],i={style:`unit`,unit:n,unitDisplay:`long`,maximumFractionDigits:0};return new Intl.NumberFormat(_(),i).format(t/r)}function We(e){return new Intl.NumberFormat(_(),{style:`percent`,maximumFractionDigits:0}).format(e)}var Ge=20,K=class extends b{static{this.styles=[y,w,x`
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
      .failed {
        color: var(--wf-bad);
      }
    `]}constructor(){super(),this.open=!1,new u(this,()=>[this.app.jobs])}render(){let e=this.app.jobs.get().value??[],t=e.filter(F).length;return g`
      <button
        class="plain round"
        popovertarget="tray"
        aria-expanded=${this.open}
        aria-label=${D(`jobs.button`,{count:t})}
        title=${D(`jobs.heading`)}
      >
        ${m(t>0?s:d)}
        ${t>0?g`<span class="count" aria-hidden="true">${t}</span>`:E}
      </button>
      <section id="tray" class="tray" popover aria-label=${D(`jobs.heading`)} @toggle=${this.toggled}>
        <h2>${D(`jobs.heading`)}</h2>
        ${e.length===0?g`<p class="empty">${D(`jobs.none`)}</p>`:g`<ul>
                ${W(e.slice(0,Ge),({id:e})=>e,e=>this.renderJob(e))}
              </ul>`}
      </section>
    `}renderJob(e){let t=D(`jobs.kind.${e.kind}`);return g`
      <li>
        <div>
          <div>${t}</div>
          ${Ke(e)}
        </div>
        ${this.renderAction(e)}
        ${e.state===`running`?g`<progress max="1" .value=${e.progress} aria-label=${t}></progress>`:E}
      </li>
    `}renderAction(e){if(F(e))return g`<button ?disabled=${e.cancelling} @click=${()=>void this.app.toasts.attempt(()=>this.app.jobs.cancel(e.id))}>${D(`jobs.cancel`)}</button>`;let[t]=e.result?.files??[];if(e.state!==`done`||t===void 0)return E;let n=this.app.api.url(`GET /api/exports/{job_id}/file`,{params:{job_id:e.id}}),r=D(`jobs.download`);return g`<a class="button round" href=${n} download=${t.name} aria-label=${r} title=${r}>
      ${m(re)}
    </a>`}toggled(e){this.open=e.newState===`open`}};S([T({attribute:!1})],K.prototype,`app`,void 0),S([C()],K.prototype,`open`,void 0),K=S([h(`wf-jobs-tray`)],K);function Ke(e){if(e.state===`failed`)return g`<p class="note failed">${e.problem?.message??D(`jobs.state.failed`)}</p>`;let t=e.transfer?.left_s,n=e.state===`running`?[We(e.progress),...typeof t==`number`?[D(`jobs.left`,{time:Ue(t*1e3)})]:[]]:[D(`jobs.state.${e.state}`),Ve(e.created_ms)];return g`<p class="note">${n.join(` · `)}</p>`}var q=class extends b{static{this.styles=[y,w,x`
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
    `]}constructor(){super(),new u(this,()=>[this.toasts])}render(){return g`<div role="status" aria-live="polite">
      ${W(this.toasts.get(),({id:e})=>e,e=>this.renderToast(e))}
    </div>`}renderToast(e){let t=()=>this.toasts.hold(e.id),n=()=>this.toasts.release(e.id),{undo:i}=e;return g`
      <div
        class="toast ${e.kind}"
        @pointerenter=${t}
        @pointerleave=${n}
        @focusin=${t}
        @focusout=${n}
      >
        ${m(e.kind===`done`?f:ee)}
        <span class="text">${e.text}</span>
        ${i===void 0?E:g`<button class="plain" @click=${()=>void this.undo(e.id,i)}>${D(`toast.undo`)}</button>`}
        <button class="plain round" aria-label=${D(`toast.dismiss`)} @click=${()=>this.toasts.dismiss(e.id)}>
          ${m(r)}
        </button>
      </div>
    `}async undo(e,t){this.toasts.dismiss(e),await this.toasts.attempt(t)}};S([T({attribute:!1})],q.prototype,`toasts`,void 0),q=S([h(`wf-toasts`)],q);var J=4,Y=class extends b{constructor(...e){super(...e),this.entry=null}static{this.styles=[y,w,x`
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
    `]}updated(e){e.has(`entry`)&&this.menu?.hidePopover()}render(){let e=j.filter(e=>e.icon!==void 0),t=e.slice(J);return g`
      <nav aria-label=${D(`nav.label`)}>
        <ul class="bar">
          ${e.map((e,t)=>g`<li class=${t<J?``:`beyond`}>${this.renderLink(e)}</li>`)}
          ${t.length===0?E:g`<li class="more-item">
                  <button class="more" popovertarget="menu">${m(l)}${D(`nav.more`)}</button>
                </li>`}
        </ul>
        <div id="menu" popover>${t.map(e=>this.renderLink(e))}</div>
      </nav>
    `}renderLink(e){let[t]=e.path.split(`/`),n=e===this.entry?`page`:E;return g`<a href=${t??``} aria-current=${n}>${m(e.icon??``)}${D(e.title)}</a>`}};S([T({attribute:!1})],Y.prototype,`entry`,void 0),S([L(`[popover]`)],Y.prototype,`menu`,void 0),Y=S([h(`wf-navigation`)],Y);var X=class extends b{constructor(...e){super(...e),this.page=null,this.failure=null,this.shown=null,this.isFirst=!0,this.retry=()=>{this.page=null,this.shown!==null&&this.load(this.shown)}}static{this.styles=[y,w,x`
      :host {
        display: block;
      }
    `]}render(){return this.place.entry===null?this.renderMissing():this.failure===null?g`<div @page-failed=${this.failed}>${this.page}</div>`:this.renderFailure()}willUpdate(e){if(!e.has(`place`))return;let{entry:t}=this.place;t===null?(this.page=this.shown=null,this.arrive(D(`missing.title`))):t===this.shown?this.page!==null&&(this.page.place=this.place):this.load(t)}async load(e){this.shown=e,this.failure=null;try{await e.load()}catch(t){this.shown===e&&(this.failure=t);return}if(this.shown!==e)return;let t=document.createElement(e.tag);if(!(t instanceof ae))throw TypeError(`${e.tag} is no page`);t.app=this.app,t.place=this.place,this.page=t,await this.arrive(D(e.title))}async arrive(e){document.title=`${e} – TheWallflower`,await this.updateComplete,await this.page?.updateComplete,this.isFirst?this.isFirst=!1:(scrollTo(0,0),this.focusHeading())}focusHeading(){let e=(this.page?.renderRoot??this.renderRoot).querySelector(`h1`);e!==null&&(e.tabIndex=-1,e.focus({preventScroll:!0}))}failed(e){console.error(e.detail),this.failure=e.detail}renderMissing(){return g`
      <h1 class="hidden-text">${D(`missing.title`)}</h1>
      <wf-notice .icon=${ne} heading=${D(`missing.title`)} text=${D(`missing.text`)}>
        <a class="button primary" href="live">${D(`missing.home`)}</a>
      </wf-notice>
    `}renderFailure(){return g`
      <h1 class="hidden-text">${D(`failure.title`)}</h1>
      <wf-notice .icon=${oe} heading=${D(`failure.title`)} text=${v(this.failure)}>
        <button class="primary" @click=${this.retry}>${D(`failure.retry`)}</button>
        <button @click=${()=>location.reload()}>${D(`failure.reload`)}</button>
      </wf-notice>
    `}};S([T({attribute:!1})],X.prototype,`app`,void 0),S([T({attribute:!1})],X.prototype,`place`,void 0),S([C()],X.prototype,`page`,void 0),S([C()],X.prototype,`failure`,void 0),X=S([h(`wf-outlet`)],X);var Z=class extends b{constructor(...e){super(...e),this.app=null,this.watch=new u(this,()=>this.app===null?[]:[this.app.router.place,this.app.events.connection,this.app.stranger]),this.unhandled=e=>{o(e.reason)||this.app?.toasts.failed(e.reason)}}static{this.styles=[y,w,x`
      :host {
        display: grid;
        grid-template-rows: auto auto 1fr;
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
    `]}connectedCallback(){super.connectedCallback(),addEventListener(`unhandledrejection`,this.unhandled)}disconnectedCallback(){removeEventListener(`unhandledrejection`,this.unhandled),super.disconnectedCallback()}willUpdate(e){e.has(`app`)&&(this.watch.hostDisconnected(),this.watch.hostConnected())}render(){let{app:t}=this;if(t===null)return E;let n=t.router.place.get();return g`
      <button class="skip" @click=${()=>this.outlet?.focusHeading()}>${D(`nav.skip`)}</button>
      <header>
        <span class="brand">TheWallflower</span>
        <wf-navigation .entry=${n.entry}></wf-navigation>
        <wf-jobs-tray .app=${t}></wf-jobs-tray>
      </header>
      ${this.renderBanner(t)}
      <main>
        ${t.stranger.get()?g`<wf-notice
                .icon=${e}
                heading=${D(`stranger.title`)}
                text=${D(`stranger.text`)}
              ></wf-notice>`:g`<wf-outlet .app=${t} .place=${n}></wf-outlet>`}
      </main>
      <wf-toasts .toasts=${t.toasts}></wf-toasts>
    `}renderBanner(e){let t=e.events.connection.get()===`offline`&&!e.stranger.get();return g`<div role="status">
      ${t?g`<div class="banner">
              ${m(n)}<span>${D(`offline.text`)}</span>
              <button @click=${e.events.hurry}>${D(`offline.retry`)}</button>
            </div>`:E}
    </div>`}};S([T({attribute:!1})],Z.prototype,`app`,void 0),S([L(`wf-outlet`)],Z.prototype,`outlet`,void 0),Z=S([h(`wf-app`)],Z);var qe=/^#([\da-f]{3,8})$/i,Je=/^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i;function Ye(e){let t=Ze(e.trim());if(t===null)return!1;let[n,r,i]=t.map(e=>Xe(e/255));return .2126*n+.7152*r+.0722*i<.179}function Xe(e){return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}function Ze(e){let t=Je.exec(e);if(t!==null)return t.slice(1,4).map(Number);let n=qe.exec(e)?.[1];if(n===void 0)return null;let r=n.length<6?1:2;return[0,1,2].map(e=>{let t=n.slice(e*r,(e+1)*r);return parseInt(r===1?t+t:t,16)})}var Qe={"--primary-color":`--wf-accent`,"--text-primary-color":`--wf-on-accent`,"--primary-background-color":`--wf-page`,"--card-background-color":`--wf-card`,"--primary-text-color":`--wf-text`,"--secondary-text-color":`--wf-muted`,"--divider-color":`--wf-line`},$e=`--primary-background-color`;function et(e){let t=Q(),n=matchMedia(`(prefers-color-scheme: dark)`),r=()=>{let r=document.documentElement;r.dataset.theme=(t===null?null:nt(t))??(n.matches?`dark`:`light`),e()},i=new MutationObserver(r);return t!==null&&i.observe(t.documentElement,{attributes:!0,attributeFilter:[`style`,`class`]}),n.addEventListener(`change`,r),r(),()=>{i.disconnect(),n.removeEventListener(`change`,r)}}function tt(){let e=Q()?.documentElement.lang??``;return e===``?navigator.language:e}function Q(){if(window.parent===window)return null;try{let{document:e}=window.parent;return e.querySelector(`home-assistant`)===null?null:e}catch{return null}}function nt(e){let t=getComputedStyle(e.documentElement),n=t.getPropertyValue($e).trim(),r=document.documentElement.style;for(let[e,n]of Object.entries(Qe)){let i=t.getPropertyValue(e).trim();i===``?r.removeProperty(n):r.setProperty(n,i)}return n===``?null:Ye(n)?`dark`:`light`}var $=Ae();et(()=>$.theme.update(e=>e+1)),await p(tt()),je($);var rt=document.querySelector(`wf-app`);rt!==null&&(rt.app=$);