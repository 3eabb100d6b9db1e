import{C as e,E as t,F as n,I as r,O as i,P as a,S as o,W as s,Y as c,_ as l,a as u,at as d,dt as f,f as p,ft as m,g as h,h as g,j as _,lt as v,mt as y,n as b,o as x,p as S,pt as C,r as w,rt as T,t as E,ut as D,v as O,x as k,y as A}from"./page-Cj4Ku3rg.js";import{t as j}from"./backoff-DYIAqc1I.js";import{t as M}from"./live-ZSTQKQYb.js";function N({enabled:e,status:n}){let r=e?n?.connection:`stopped`,i=n?.problem?.message??null;switch(r){case`stopped`:return{kind:`off`,label:t(`camera.off`),detail:null};case`connected`:return{kind:`live`,label:t(`camera.live`),detail:null};case`retrying`:return{kind:`offline`,label:t(`camera.offline`),detail:i};default:return{kind:`connecting`,label:t(`camera.connecting`),detail:i}}}var P=3,F=.6;function I(e,t){let n=e.at(-1);if(n===void 0)return null;let[r,i]=n;return t>=r&&t<=i&&i-t<=P?null:Math.max(r,i-F)}function L(e){return Array.from({length:e.length},(t,n)=>[e.start(n),e.end(n)])}var R=20,z=class{constructor(e,t,n){this.buffer=e,this.positionS=t,this.grown=n,this.waiting=[],this.updated=()=>{this.grown(),this.next()},e.addEventListener(`updateend`,this.updated)}push(e){this.waiting.push(e),this.next()}close(){this.waiting=[],this.buffer.removeEventListener(`updateend`,this.updated)}next(){let[e]=this.waiting;if(!(this.buffer.updating||e===void 0||this.trim(R)))try{this.buffer.appendBuffer(e),this.waiting.shift()}catch(e){if(!(e instanceof DOMException)||e.name!==`QuotaExceededError`||!this.trim(1))throw e}}trim(e){let{buffered:t}=this.buffer,n=this.positionS()-e;return t.length===0||t.start(0)>=n-e?!1:(this.buffer.remove(0,n),!0)}},B=class{constructor(e,t){this.url=e,this.video=t,this.state=new C(`connecting`),this.socket=null,this.queue=null,this.early=[],this.failures=0}start(){let e=this.socket=new WebSocket(this.url);e.binaryType=`arraybuffer`,e.onmessage=({data:e})=>this.receive(e),e.onclose=()=>this.lost()}stop(){clearTimeout(this.timer),this.drop(),this.video.removeAttribute(`src`),this.video.load()}receive(e){if(typeof e!=`string`){this.queue===null?this.early.push(e):this.attempt(()=>this.queue?.push(e));return}let t=JSON.parse(e);t.type===`start`&&this.open(t.mime)}open(e){this.queue?.close(),this.queue=null,this.early=[];let t=globalThis,n=t.ManagedMediaSource??t.MediaSource;if(!n?.isTypeSupported(e)){this.drop(),this.state.set(`unplayable`);return}let r=new n,i=URL.createObjectURL(r);r.addEventListener(`sourceopen`,()=>this.opened(r,e,i),{once:!0}),this.video.disableRemotePlayback=!0,this.video.src=i,this.video.play().catch(()=>void 0)}opened(e,t,n){URL.revokeObjectURL(n),this.video.src===n&&this.attempt(()=>{let{video:n}=this,r=new z(e.addSourceBuffer(t),()=>n.currentTime,()=>this.grown());this.queue=r;for(let e of this.early.splice(0))r.push(e)})}grown(){let{video:e}=this,t=I(L(e.buffered),e.currentTime);t!==null&&(e.currentTime=t),e.buffered.length!==0&&(this.failures=0,this.state.set(`playing`))}attempt(e){try{e()}catch(e){if(!(e instanceof DOMException))throw e;this.lost()}}lost(){this.drop(),this.state.set(`lost`),this.timer=setTimeout(()=>this.start(),j(this.failures++))}drop(){this.queue?.close(),this.queue=null,this.early=[];let{socket:e}=this;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}},V={live:D,connecting:D,offline:r,off:T},H=class extends O{constructor(...e){super(...e),this.muted=!0,this.live=`connecting`,this.isSeen=!1,this.hasStill=!0,this.player=null,this.leave=null,this.sight=new IntersectionObserver(([e])=>this.see(e?.isIntersecting??!1)),this.inView=!1,this.look=()=>{this.isSeen=this.inView&&document.visibilityState===`visible`}}static{this.styles=[u,o`
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
    `]}connectedCallback(){super.connectedCallback(),this.sight.observe(this),document.addEventListener(`visibilitychange`,this.look)}disconnectedCallback(){this.sight.unobserve(this),document.removeEventListener(`visibilitychange`,this.look),this.see(!1),this.stop(),super.disconnectedCallback()}async enlarge(){await this.requestFullscreen()}render(){let e=N(this.camera),t=this.live===`unplayable`&&e.kind===`live`&&this.isSeen,n=e.kind!==`live`||this.live!==`playing`&&this.live!==`unplayable`;return k`
      <video ?hidden=${t} .muted=${this.muted} playsinline autoplay aria-label=${this.camera.name}></video>
      ${t?this.renderPictures():A} ${n?this.renderCover(e):A}
    `}updated(e){if(!e.has(`camera`)&&!e.has(`isSeen`))return;let t=this.isSeen&&N(this.camera).kind===`live`;t&&this.player===null&&this.start(),!t&&this.player!==null&&this.stop()}renderPictures(){let e={camera_id:this.camera.id},n=this.app.api.url(`GET /api/cameras/{camera_id}/mjpeg`,{params:e});return k`<img src=${n} alt=${t(`live.picture_of`,{name:this.camera.name})} />
      <p class="note">${t(`live.unplayable`)}</p>`}renderCover(e){let n=this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:this.camera.id},query:{width:640}}),r=e.kind===`live`?t(`camera.connecting`):e.label;return k`
      ${this.hasStill?k`<img class="still" src=${n} alt="" @error=${()=>this.hasStill=!1} />`:A}
      <div class="cover">
        ${p(V[e.kind])}
        <span>${r}</span>
        ${e.detail===null?A:k`<p>${e.detail}</p>`}
      </div>
    `}see(e){this.inView=e,this.look()}start(){let e={camera_id:this.camera.id},t=new B(this.app.api.socketUrl(`GET /api/cameras/{camera_id}/live`,{params:e}),this.video);this.player=t,this.live=`connecting`,this.leave=t.state.subscribe(e=>this.live=e),t.start()}stop(){this.leave?.(),this.player?.stop(),this.player=this.leave=null,this.live=`connecting`}};b([h({attribute:!1})],H.prototype,`app`,void 0),b([h({attribute:!1})],H.prototype,`camera`,void 0),b([h({type:Boolean})],H.prototype,`muted`,void 0),b([g()],H.prototype,`live`,void 0),b([g()],H.prototype,`isSeen`,void 0),b([g()],H.prototype,`hasStill`,void 0),b([S(`video`)],H.prototype,`video`,void 0),H=b([l(`wf-live-picture`)],H);var U=class extends O{constructor(...e){super(...e),this.speaking=!1}static{this.styles=[u,o`
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
    `]}render(){let{camera:e}=this,n=N(e);return k`
      <a href="live/${encodeURIComponent(e.id)}">
        <wf-live-picture .app=${this.app} .camera=${e}></wf-live-picture>
        <div class="line">
          <h2>${e.name}</h2>
          ${this.speaking?W(`speaking`,i,t(`live.speaking`)):A}
          ${e.status?.recording?W(`recording`,d,t(`live.recording`)):A}
          ${n.kind===`live`?A:k`<span class="state">${n.label}</span>`}
        </div>
      </a>
    `}};b([h({attribute:!1})],U.prototype,`app`,void 0),b([h({attribute:!1})],U.prototype,`camera`,void 0),b([h({type:Boolean})],U.prototype,`speaking`,void 0),U=b([l(`wf-camera-tile`)],U);function W(e,t,n){return k`<span class=${e} title=${n}>${p(t)}<span class="hidden-text">${n}</span></span>`}var G=[`view`,`control`,`edit`,`admin`];function K(e,t){return e!==null&&G.indexOf(e.role)>=G.indexOf(t)}var q=class extends O{constructor(...e){super(...e),this.label=``,this.checked=!1,this.disabled=!1}static{this.styles=[u,o`
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
    `]}render(){return k`<label>
      <span>${this.label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked=${this.checked}
        .checked=${M(this.checked)}
        ?disabled=${this.disabled}
        @change=${this.used}
      />
    </label>`}used(e){e.stopPropagation(),this.dispatchEvent(new Event(`change`)),this.requestUpdate()}};b([h()],q.prototype,`label`,void 0),b([h({type:Boolean})],q.prototype,`checked`,void 0),b([h({type:Boolean})],q.prototype,`disabled`,void 0),q=b([l(`wf-switch`)],q);var J=[`record`,`transcribe`,`recognize_faces`],Y=30,X=class extends O{static{this.styles=[u,w,o`
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
    `]}constructor(){super(),this.muted=!0,this.isSaving=!1,this.save=async()=>{this.isSaving=!0;let e={camera_id:this.camera.id},n=await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/cameras/{camera_id}/save`,{params:e,body:{seconds:Y}}));this.isSaving=!1,n&&this.app.toasts.done(t(`live.saving`))},new y(this,()=>[this.app.me])}render(){let{camera:e}=this,n=this.app.me.get();return k`
      <header>
        <a class="button plain round" href="live" aria-label=${t(`live.all`)} title=${t(`live.all`)}>
          ${p(_)}
        </a>
        <h1>${e.name}</h1>
        <a class="button" href="timeline/${encodeURIComponent(e.id)}">
          ${p(v)}${t(`nav.timeline`)}
        </a>
      </header>
      <wf-live-picture .app=${this.app} .camera=${e} .muted=${this.muted}></wf-live-picture>
      <div class="actions">
        ${e.status?.stream?.audio_codec?k`<button aria-pressed=${!this.muted} @click=${()=>this.muted=!this.muted}>
                ${p(this.muted?m:f)}${t(`live.sound`)}
              </button>`:A}
        <a class="button" href=${this.snapshot()} download=${`${e.name}.jpg`}>
          ${p(a)}${t(`live.snapshot`)}
        </a>
        ${K(n,`control`)?k`<button ?disabled=${this.isSaving} @click=${this.save}>
                ${p(s)}${t(`live.save`,{seconds:Y})}
              </button>`:A}
        <button @click=${()=>void this.picture.enlarge()}>${p(c)}${t(`live.fullscreen`)}</button>
      </div>
      <div class="switches">
        ${J.map(r=>k`
            <wf-switch
              label=${t(`live.setting.${r}`)}
              .checked=${e[r]}
              ?disabled=${!K(n,`admin`)}
              @change=${()=>void this.toggle(r)}
            ></wf-switch>
          `)}
      </div>
    `}snapshot(){return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:this.camera.id}})}async toggle(e){let n=!this.camera[e];if(await this.app.toasts.attempt(()=>this.change(e,n))){let r=t(n?`live.turned_on`:`live.turned_off`,{what:t(`live.setting.${e}`)});this.app.toasts.done(r,()=>this.change(e,!n))}this.requestUpdate()}async change(e,t){let n={camera_id:this.camera.id};await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:n,body:{[e]:t}})}};b([h({attribute:!1})],X.prototype,`app`,void 0),b([h({attribute:!1})],X.prototype,`camera`,void 0),b([g()],X.prototype,`muted`,void 0),b([g()],X.prototype,`isSaving`,void 0),b([S(`wf-live-picture`)],X.prototype,`picture`,void 0),X=b([l(`wf-camera-view`)],X);var Z=class extends E{static{this.styles=[...E.styles,o`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 1rem;
        margin-top: 1rem;
      }
    `]}constructor(){super(),this.speaking=new Set,this.leave=null,new y(this,()=>[this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.app.events.on(`speech`,e=>this.speaking=Q(this.speaking,e))}disconnectedCallback(){this.leave?.(),super.disconnectedCallback()}render(){let e=this.place.params.camera,{value:n,error:r}=this.app.cameras.get();if(n===null)return this.renderNothingYet(r);if(e===void 0)return k`<h1>${t(`nav.live`)}</h1>
        ${this.renderGrid(n)}`;let i=n.find(t=>t.id===e);return i===void 0?this.renderGone():k`<wf-camera-view .app=${this.app} .camera=${i}></wf-camera-view>`}renderGrid(e){return e.length===0?k`<wf-notice .icon=${n} heading=${t(`live.none`)} text=${t(`live.none_text`)}></wf-notice>`:k`<div class="grid">
      ${x(e,({id:e})=>e,e=>k`<wf-camera-tile .app=${this.app} .camera=${e} .speaking=${this.speaking.has(e.id)}>
          </wf-camera-tile>`)}
    </div>`}renderGone(){return k`<h1 class="hidden-text">${t(`live.gone`)}</h1>
      <wf-notice .icon=${r} heading=${t(`live.gone`)} text=${t(`live.gone_text`)}>
        <a class="button primary" href="live">${t(`live.all`)}</a>
      </wf-notice>`}renderNothingYet(n){return k`<h1>${t(`nav.live`)}</h1>
      ${n===null?k`<p role="status">${t(`loading`)}</p>`:k`<wf-notice .icon=${r} heading=${t(`failure.title`)} text=${e(n)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${t(`failure.retry`)}</button>
            </wf-notice>`}`}};b([g()],Z.prototype,`speaking`,void 0),Z=b([l(`wf-live-page`)],Z);function Q(e,{camera_id:t,phase:n}){let r=new Set(e);return n===`ended`?r.delete(t):r.add(t),r}export{Z as LivePage,Q as withSpeech};