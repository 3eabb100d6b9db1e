import{B as e,E as t,G as n,J as r,K as i,L as a,M as ee,N as o,U as te,X as s,Y as c,Z as l,_ as u,a as ne,b as d,c as f,d as p,f as m,g as h,h as g,i as _,j as v,k as y,l as b,m as x,n as S,o as C,p as w,q as T,r as E,s as re,t as D,tt as O,u as k,v as A,w as j,x as M,y as N}from"./page-Be12Ps6I.js";function P({enabled:e,status:t}){let n=e?t?.connection:`stopped`,r=t?.problem?.message??null;switch(n){case`stopped`:return{kind:`off`,label:j(`camera.off`),detail:null};case`connected`:return{kind:`live`,label:j(`camera.live`),detail:null};case`retrying`:return{kind:`offline`,label:j(`camera.offline`),detail:r};default:return{kind:`connecting`,label:j(`camera.connecting`),detail:r}}}var F=3,I=.6;function L(e,t){let n=e.at(-1);if(n===void 0)return null;let[r,i]=n;return t>=r&&t<=i&&i-t<=F?null:Math.max(r,i-I)}function R(e){return Array.from({length:e.length},(t,n)=>[e.start(n),e.end(n)])}var z=20,B=class{constructor(e,t,n){this.buffer=e,this.positionS=t,this.grown=n,this.waiting=[],this.updated=()=>{this.grown(),this.next()},e.addEventListener(`updateend`,this.updated)}push(e){this.waiting.push(e),this.next()}close(){this.waiting=[],this.buffer.removeEventListener(`updateend`,this.updated)}next(){let[e]=this.waiting;if(!(this.buffer.updating||e===void 0||this.trim(z)))try{this.buffer.appendBuffer(e),this.waiting.shift()}catch(e){if(!(e instanceof DOMException)||e.name!==`QuotaExceededError`||!this.trim(1))throw e}}trim(e){let{buffered:t}=this.buffer,n=this.positionS()-e;return t.length===0||t.start(0)>=n-e?!1:(this.buffer.remove(0,n),!0)}},V=class{constructor(e,t){this.url=e,this.video=t,this.state=new s(`connecting`),this.socket=null,this.queue=null,this.early=[],this.failures=0}start(){let e=this.socket=new WebSocket(this.url);e.binaryType=`arraybuffer`,e.onmessage=({data:e})=>this.receive(e),e.onclose=()=>this.lost()}stop(){clearTimeout(this.timer),this.drop(),this.video.removeAttribute(`src`),this.video.load()}receive(e){if(typeof e!=`string`){this.queue===null?this.early.push(e):this.attempt(()=>this.queue?.push(e));return}let t=JSON.parse(e);t.type===`start`&&this.open(t.mime)}open(e){this.queue?.close(),this.queue=null,this.early=[];let t=globalThis,n=t.ManagedMediaSource??t.MediaSource;if(!n?.isTypeSupported(e)){this.drop(),this.state.set(`unplayable`);return}let r=new n,i=URL.createObjectURL(r);r.addEventListener(`sourceopen`,()=>this.opened(r,e,i),{once:!0}),this.video.disableRemotePlayback=!0,this.video.src=i,this.video.play().catch(()=>void 0)}opened(e,t,n){URL.revokeObjectURL(n),this.video.src===n&&this.attempt(()=>{let{video:n}=this,r=new B(e.addSourceBuffer(t),()=>n.currentTime,()=>this.grown());this.queue=r;for(let e of this.early.splice(0))r.push(e)})}grown(){let{video:e}=this,t=L(R(e.buffered),e.currentTime);t!==null&&(e.currentTime=t),e.buffered.length!==0&&(this.failures=0,this.state.set(`playing`))}attempt(e){try{e()}catch(e){if(!(e instanceof DOMException))throw e;this.lost()}}lost(){this.drop(),this.state.set(`lost`),this.timer=setTimeout(()=>this.start(),O(this.failures++))}drop(){this.queue?.close(),this.queue=null,this.early=[];let{socket:e}=this;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}},H={live:T,connecting:T,offline:o,off:te},U=class extends h{constructor(...e){super(...e),this.muted=!0,this.live=`connecting`,this.isSeen=!1,this.hasStill=!0,this.player=null,this.leave=null,this.sight=new IntersectionObserver(([e])=>this.see(e?.isIntersecting??!1)),this.inView=!1,this.look=()=>{this.isSeen=this.inView&&document.visibilityState===`visible`}}static{this.styles=[_,d`
      :host {
        position: relative;
        display: block;
        aspect-ratio: 16 / 9;
        overflow: hidden;
        background: #0b0e0d;
        color: #e7edea;
      }
      video,
      img {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      .still {
        filter: saturate(0.6) brightness(0.5);
      }
      .cover {
        position: absolute;
        inset: 0;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 0.35rem;
        padding: 1rem;
        text-align: center;
        text-shadow: 0 1px 3px #000;
      }
      .cover p {
        margin: 0;
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .note {
        position: absolute;
        inset: auto 0 0;
        margin: 0;
        padding: 0.35rem 0.75rem;
        background: rgb(0 0 0 / 65%);
        font-size: 0.8125rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.sight.observe(this),document.addEventListener(`visibilitychange`,this.look)}disconnectedCallback(){this.sight.unobserve(this),document.removeEventListener(`visibilitychange`,this.look),this.see(!1),this.stop(),super.disconnectedCallback()}async enlarge(){await this.requestFullscreen()}render(){let e=P(this.camera),t=this.live===`unplayable`&&e.kind===`live`&&this.isSeen,n=e.kind!==`live`||this.live!==`playing`&&this.live!==`unplayable`;return N`
      <video ?hidden=${t} .muted=${this.muted} playsinline autoplay aria-label=${this.camera.name}></video>
      ${t?this.renderPictures():u} ${n?this.renderCover(e):u}
    `}updated(e){if(!e.has(`camera`)&&!e.has(`isSeen`))return;let t=this.isSeen&&P(this.camera).kind===`live`;t&&this.player===null&&this.start(),!t&&this.player!==null&&this.stop()}renderPictures(){let e={camera_id:this.camera.id},t=this.app.api.url(`GET /api/cameras/{camera_id}/mjpeg`,{params:e});return N`<img src=${t} alt=${j(`live.picture_of`,{name:this.camera.name})} />
      <p class="note">${j(`live.unplayable`)}</p>`}renderCover(e){let t=this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:this.camera.id},query:{width:640}}),n=e.kind===`live`?j(`camera.connecting`):e.label;return N`
      ${this.hasStill?N`<img class="still" src=${t} alt="" @error=${()=>this.hasStill=!1} />`:u}
      <div class="cover">
        ${p(H[e.kind])}
        <span>${n}</span>
        ${e.detail===null?u:N`<p>${e.detail}</p>`}
      </div>
    `}see(e){this.inView=e,this.look()}start(){let e={camera_id:this.camera.id},t=new V(this.app.api.socketUrl(`GET /api/cameras/{camera_id}/live`,{params:e}),this.video);this.player=t,this.live=`connecting`,this.leave=t.state.subscribe(e=>this.live=e),t.start()}stop(){this.leave?.(),this.player?.stop(),this.player=this.leave=null,this.live=`connecting`}};S([x({attribute:!1})],U.prototype,`app`,void 0),S([x({attribute:!1})],U.prototype,`camera`,void 0),S([x({type:Boolean})],U.prototype,`muted`,void 0),S([w()],U.prototype,`live`,void 0),S([w()],U.prototype,`isSeen`,void 0),S([w()],U.prototype,`hasStill`,void 0),S([m(`video`)],U.prototype,`video`,void 0),U=S([g(`wf-live-picture`)],U);var W=class extends h{constructor(...e){super(...e),this.speaking=!1}static{this.styles=[_,d`
      a {
        display: block;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        color: inherit;
        text-decoration: none;
        transition: box-shadow var(--wf-quick);
      }
      a:hover {
        box-shadow: var(--wf-shadow);
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.65rem 0.85rem;
      }
      h2 {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .state {
        color: var(--wf-muted);
        font-size: 0.875rem;
      }
      .recording {
        color: var(--wf-bad);
      }
      .speaking {
        color: var(--wf-lane-speech);
      }
      span {
        display: inline-flex;
      }
    `]}render(){let{camera:e}=this,r=P(e);return N`
      <a href="live/${encodeURIComponent(e.id)}">
        <wf-live-picture .app=${this.app} .camera=${e}></wf-live-picture>
        <div class="line">
          <h2>${e.name}</h2>
          ${this.speaking?G(`speaking`,t,j(`live.speaking`)):u}
          ${e.status?.recording?G(`recording`,n,j(`live.recording`)):u}
          ${r.kind===`live`?u:N`<span class="state">${r.label}</span>`}
        </div>
      </a>
    `}};S([x({attribute:!1})],W.prototype,`app`,void 0),S([x({attribute:!1})],W.prototype,`camera`,void 0),S([x({type:Boolean})],W.prototype,`speaking`,void 0),W=S([g(`wf-camera-tile`)],W);function G(e,t,n){return N`<span class=${e} title=${n}>${p(t)}<span class="hidden-text">${n}</span></span>`}var K=[`view`,`control`,`edit`,`admin`];function q(e,t){return e!==null&&K.indexOf(e.role)>=K.indexOf(t)}var J=f(class extends b{constructor(e){if(super(e),e.type!==k.PROPERTY&&e.type!==k.ATTRIBUTE&&e.type!==k.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!re(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===A||t===u)return t;let n=e.element,r=e.name;if(e.type===k.PROPERTY){if(t===n[r])return A}else if(e.type===k.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return A}else if(e.type===k.ATTRIBUTE&&n.getAttribute(r)===t+``)return A;return C(e),t}}),Y=class extends h{constructor(...e){super(...e),this.label=``,this.checked=!1,this.disabled=!1}static{this.styles=[_,d`
      label {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        min-height: 2.75rem;
        cursor: pointer;
      }
      input {
        appearance: none;
        flex: none;
        width: 2.75rem;
        height: 1.6rem;
        margin: 0;
        border-radius: 999px;
        border: 1px solid var(--wf-muted);
        background: radial-gradient(circle at 0.75rem 50%, var(--wf-muted) 0.5rem, transparent 0.55rem);
        cursor: pointer;
      }
      input:checked {
        border-color: var(--wf-accent);
        background: radial-gradient(circle at calc(100% - 0.75rem) 50%, var(--wf-on-accent) 0.5rem, transparent 0.55rem)
          var(--wf-accent);
      }
      input:disabled {
        opacity: 0.5;
        cursor: default;
      }
    `]}render(){return N`<label>
      <span>${this.label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked=${this.checked}
        .checked=${J(this.checked)}
        ?disabled=${this.disabled}
        @change=${this.used}
      />
    </label>`}used(e){e.stopPropagation(),this.dispatchEvent(new Event(`change`)),this.requestUpdate()}};S([x()],Y.prototype,`label`,void 0),S([x({type:Boolean})],Y.prototype,`checked`,void 0),S([x({type:Boolean})],Y.prototype,`disabled`,void 0),Y=S([g(`wf-switch`)],Y);var ie=[`record`,`transcribe`,`recognize_faces`],X=30,Z=class extends h{static{this.styles=[_,E,d`
      :host {
        display: grid;
        gap: 1rem;
        max-width: 80rem;
        margin: 0 auto;
      }
      header,
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      header h1 {
        flex: 1;
      }
      wf-live-picture {
        max-height: calc(100dvh - 18rem);
        min-height: 12rem;
        width: 100%;
        border-radius: var(--wf-radius);
      }
      .switches {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr));
        gap: 0.25rem 1.5rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
    `]}constructor(){super(),this.muted=!0,this.isSaving=!1,this.save=async()=>{this.isSaving=!0;let e={camera_id:this.camera.id},t=await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/cameras/{camera_id}/save`,{params:e,body:{seconds:X}}));this.isSaving=!1,t&&this.app.toasts.done(j(`live.saving`))},new l(this,()=>[this.app.me])}render(){let{camera:t}=this,n=this.app.me.get();return N`
      <header>
        <a class="button plain round" href="live" aria-label=${j(`live.all`)} title=${j(`live.all`)}>
          ${p(y)}
        </a>
        <h1>${t.name}</h1>
        <a class="button" href="timeline/${encodeURIComponent(t.id)}">
          ${p(i)}${j(`nav.timeline`)}
        </a>
      </header>
      <wf-live-picture .app=${this.app} .camera=${t} .muted=${this.muted}></wf-live-picture>
      <div class="actions">
        ${t.status?.stream?.audio_codec?N`<button aria-pressed=${!this.muted} @click=${()=>this.muted=!this.muted}>
                ${p(this.muted?c:r)}${j(`live.sound`)}
              </button>`:u}
        <a class="button" href=${this.snapshot()} download=${`${t.name}.jpg`}>
          ${p(v)}${j(`live.snapshot`)}
        </a>
        ${q(n,`control`)?N`<button ?disabled=${this.isSaving} @click=${this.save}>
                ${p(a)}${j(`live.save`,{seconds:X})}
              </button>`:u}
        <button @click=${()=>void this.picture.enlarge()}>${p(e)}${j(`live.fullscreen`)}</button>
      </div>
      <div class="switches">
        ${ie.map(e=>N`
            <wf-switch
              label=${j(`live.setting.${e}`)}
              .checked=${t[e]}
              ?disabled=${!q(n,`admin`)}
              @change=${()=>void this.toggle(e)}
            ></wf-switch>
          `)}
      </div>
    `}snapshot(){return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:this.camera.id}})}async toggle(e){let t=!this.camera[e];if(await this.app.toasts.attempt(()=>this.change(e,t))){let n=j(t?`live.turned_on`:`live.turned_off`,{what:j(`live.setting.${e}`)});this.app.toasts.done(n,()=>this.change(e,!t))}this.requestUpdate()}async change(e,t){let n={camera_id:this.camera.id};await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:n,body:{[e]:t}})}};S([x({attribute:!1})],Z.prototype,`app`,void 0),S([x({attribute:!1})],Z.prototype,`camera`,void 0),S([w()],Z.prototype,`muted`,void 0),S([w()],Z.prototype,`isSaving`,void 0),S([m(`wf-live-picture`)],Z.prototype,`picture`,void 0),Z=S([g(`wf-camera-view`)],Z);var Q=class extends D{static{this.styles=[...D.styles,d`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 1rem;
        margin-top: 1rem;
      }
    `]}constructor(){super(),this.speaking=new Set,this.leave=null,new l(this,()=>[this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.app.events.on(`speech`,e=>this.speaking=$(this.speaking,e))}disconnectedCallback(){this.leave?.(),super.disconnectedCallback()}render(){let e=this.place.params.camera,{value:t,error:n}=this.app.cameras.get();if(t===null)return this.renderNothingYet(n);if(e===void 0)return N`<h1>${j(`nav.live`)}</h1>
        ${this.renderGrid(t)}`;let r=t.find(t=>t.id===e);return r===void 0?this.renderGone():N`<wf-camera-view .app=${this.app} .camera=${r}></wf-camera-view>`}renderGrid(e){return e.length===0?N`<wf-notice .icon=${ee} heading=${j(`live.none`)} text=${j(`live.none_text`)}></wf-notice>`:N`<div class="grid">
      ${ne(e,({id:e})=>e,e=>N`<wf-camera-tile .app=${this.app} .camera=${e} .speaking=${this.speaking.has(e.id)}>
          </wf-camera-tile>`)}
    </div>`}renderGone(){return N`<h1 class="hidden-text">${j(`live.gone`)}</h1>
      <wf-notice .icon=${o} heading=${j(`live.gone`)} text=${j(`live.gone_text`)}>
        <a class="button primary" href="live">${j(`live.all`)}</a>
      </wf-notice>`}renderNothingYet(e){return N`<h1>${j(`nav.live`)}</h1>
      ${e===null?N`<p role="status">${j(`loading`)}</p>`:N`<wf-notice .icon=${o} heading=${j(`failure.title`)} text=${M(e)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${j(`failure.retry`)}</button>
            </wf-notice>`}`}};S([w()],Q.prototype,`speaking`,void 0),Q=S([g(`wf-live-page`)],Q);function $(e,{camera_id:t,phase:n}){let r=new Set(e);return n===`ended`?r.delete(t):r.add(t),r}export{Q as LivePage,$ as withSpeech};