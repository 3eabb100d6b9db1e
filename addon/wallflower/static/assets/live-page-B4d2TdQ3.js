import{C as e,D as t,E as n,M as r,P as i,S as a,Sn as o,T as s,Z as c,_n as l,_t as u,at as d,b as f,dn as p,en as m,gn as h,hn as g,i as _,it as v,j as y,k as b,kt as x,m as S,nn as C,o as w,ot as T,q as E,r as D,s as O,t as k,un as A,vn as j,w as M}from"./shell-AMF1nHR0.js";import{t as N}from"./camera-state-96Qdf7pF.js";import"./common-bEe1VAEy.js";var P=3,F=.6,I={most:.45,enough:.3},L=10,R=1.1,z=class{constructor(){this.rate=1,this.endS=null,this.hasBegun=!1,this.spares=[]}grown(e,t,n){let r=e.at(-1);if(r===void 0||r[1]===this.endS)return null;let[i,a]=r,o=(this.endS??i)-t,s=t>=i&&t<=a&&a-t<=this.mostBehindS(n);return this.endS=a,this.pace(s?o:null),s?null:Math.max(i,a-F)}mostBehindS(e){return!e||this.hasBegun?P:(this.hasBegun=!0,F)}pace(e){this.spares=e===null?[]:[...this.spares,e].slice(-10),e===null||e<=I.enough?this.rate=1:this.spares.length===L&&Math.min(...this.spares)>I.most&&(this.rate=R)}};function B(e){return Array.from({length:e.length},(t,n)=>[e.start(n),e.end(n)])}var V=20,H=class{constructor(e,t,n){this.buffer=e,this.positionS=t,this.grown=n,this.waiting=[],this.updated=()=>{this.grown(this.waiting.length===0),this.next()},e.addEventListener(`updateend`,this.updated)}push(e){this.waiting.push(e),this.next()}close(){this.waiting=[],this.buffer.removeEventListener(`updateend`,this.updated)}next(){let[e]=this.waiting;if(!(this.buffer.updating||e===void 0||this.trim(V)))try{this.buffer.appendBuffer(e),this.waiting.shift()}catch(e){if(!(e instanceof DOMException)||e.name!==`QuotaExceededError`||!this.trim(1))throw e}}trim(e){let{buffered:t}=this.buffer,n=this.positionS()-e;return t.length===0||t.start(0)>=n-e?!1:(this.buffer.remove(0,n),!0)}},U=class{constructor(e,t){this.url=e,this.video=t,this.state=new l(`connecting`),this.socket=null,this.queue=null,this.early=[],this.address=``,this.failures=0}start(){let e=this.socket=new WebSocket(this.url);e.binaryType=`arraybuffer`,e.onmessage=({data:e})=>this.receive(e),e.onclose=()=>this.lost()}stop(){clearTimeout(this.timer),this.drop(),this.video.removeAttribute(`src`),this.video.load()}receive(e){if(typeof e!=`string`){this.queue===null?this.early.push(e):this.attempt(()=>this.queue?.push(e));return}let t=JSON.parse(e);t.type===`start`&&this.open(t.mime)}open(e){this.forget();let t=globalThis,n=t.ManagedMediaSource??t.MediaSource;if(!n?.isTypeSupported(e)){this.drop(),this.state.set(`unplayable`);return}let r=new n,i=this.address=URL.createObjectURL(r);r.addEventListener(`sourceopen`,()=>this.opened(r,e,i),{once:!0}),this.video.disableRemotePlayback=!0,this.video.src=i,this.video.play().catch(()=>void 0)}opened(e,t,n){URL.revokeObjectURL(n),this.video.src===n&&this.attempt(()=>{let{video:n}=this,r=new z,i=new H(e.addSourceBuffer(t),()=>n.currentTime,e=>this.grown(r,e));this.queue=i;for(let e of this.early.splice(0))i.push(e)})}grown(e,t){let{video:n}=this,r=e.grown(B(n.buffered),n.currentTime,t);r!==null&&(n.currentTime=r),n.playbackRate=e.rate,n.buffered.length!==0&&(this.failures=0,this.state.set(`playing`))}attempt(e){try{e()}catch(e){if(!(e instanceof DOMException))throw e;this.lost()}}lost(){this.drop(),this.state.set(`lost`),this.timer=setTimeout(()=>this.start(),o(this.failures++))}drop(){this.forget();let{socket:e}=this;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}forget(){URL.revokeObjectURL(this.address),this.queue?.close(),this.queue=null,this.early=[]}},W={live:p,connecting:p,offline:T,off:m},G=class extends n{constructor(...e){super(...e),this.muted=!0,this.live=`connecting`,this.isSeen=!1,this.hasStill=!0,this.player=null,this.leave=null,this.sight=new IntersectionObserver(([e])=>this.see(e?.isIntersecting??!1)),this.inView=!1,this.look=()=>{this.isSeen=this.inView&&document.visibilityState===`visible`}}static{this.styles=[w,y`
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
    `]}connectedCallback(){super.connectedCallback(),this.sight.observe(this),document.addEventListener(`visibilitychange`,this.look)}disconnectedCallback(){this.sight.unobserve(this),document.removeEventListener(`visibilitychange`,this.look),this.see(!1),this.stop(),super.disconnectedCallback()}async enlarge(){await this.requestFullscreen()}render(){let e=N(this.camera),n=this.live===`unplayable`&&e.kind===`live`&&this.isSeen,r=e.kind!==`live`||this.live!==`playing`&&this.live!==`unplayable`;return b`
      <video ?hidden=${n} .muted=${this.muted} playsinline autoplay aria-label=${this.camera.name}></video>
      ${n?this.renderPictures():t} ${r?this.renderCover(e):t}
    `}updated(e){if(!e.has(`camera`)&&!e.has(`isSeen`))return;let t=this.isSeen&&N(this.camera).kind===`live`;t&&this.player===null&&this.start(),!t&&this.player!==null&&this.stop()}renderPictures(){let e={camera_id:this.camera.id},t=this.app.api.url(`GET /api/cameras/{camera_id}/mjpeg`,{params:e});return b`<img src=${t} alt=${i(`live.picture_of`,{name:this.camera.name})} />
      <p class="note">${i(`live.unplayable`)}</p>`}renderCover(e){let n=this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:this.camera.id},query:{width:640}}),r=this.camera.status?.last_media_ms!=null||e.kind===`offline`||e.kind===`off`,a=e.kind===`live`?i(`camera.connecting`):e.label;return b`
      ${this.hasStill&&r?b`<img class="still" src=${n} alt="" @error=${()=>this.hasStill=!1} />`:t}
      <div class="cover">
        ${f(W[e.kind])}
        <span>${a}</span>
        ${e.detail===null?t:b`<p>${e.detail}</p>`}
      </div>
    `}see(e){this.inView=e,this.look()}start(){let e={camera_id:this.camera.id},t=new U(this.app.api.socketUrl(`GET /api/cameras/{camera_id}/live`,{params:e}),this.video);this.player=t,this.live=`connecting`,this.leave=t.state.subscribe(e=>this.live=e),t.start()}stop(){this.leave?.(),this.player?.stop(),this.player=this.leave=null,this.live=`connecting`}};D([M({attribute:!1})],G.prototype,`app`,void 0),D([M({attribute:!1})],G.prototype,`camera`,void 0),D([M({type:Boolean})],G.prototype,`muted`,void 0),D([e()],G.prototype,`live`,void 0),D([e()],G.prototype,`isSeen`,void 0),D([e()],G.prototype,`hasStill`,void 0),D([a(`video`)],G.prototype,`video`,void 0),G=D([s(`wf-live-picture`)],G);var K=class extends n{constructor(...e){super(...e),this.speaking=!1}static{this.styles=[w,y`
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
    `]}render(){let{camera:e}=this,n=N(e);return b`
      <a href="live/${encodeURIComponent(e.id)}">
        <wf-live-picture .app=${this.app} .camera=${e}></wf-live-picture>
        <div class="line">
          <h2>${e.name}</h2>
          ${this.speaking?q(`speaking`,E,i(`live.speaking`)):t}
          ${e.status?.recording?q(`recording`,C,i(`live.recording`)):t}
          ${n.kind===`live`?t:b`<span class="state">${n.label}</span>`}
        </div>
      </a>
    `}};D([M({attribute:!1})],K.prototype,`app`,void 0),D([M({attribute:!1})],K.prototype,`camera`,void 0),D([M({type:Boolean})],K.prototype,`speaking`,void 0),K=D([s(`wf-camera-tile`)],K);function q(e,t,n){return b`<span class=${e} title=${n}>${f(t)}<span class="hidden-text">${n}</span></span>`}var J=[`record`,`transcribe`,`recognize_faces`],Y=30,X=class extends n{static{this.styles=[w,_,y`
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
    `]}constructor(){super(),this.muted=!0,this.isSaving=!1,this.save=async()=>{this.isSaving=!0;let e={camera_id:this.camera.id},t=await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/cameras/{camera_id}/save`,{params:e,body:{seconds:Y}}));this.isSaving=!1,t&&this.app.toasts.done(i(`live.saving`))},new j(this,()=>[this.app.me])}render(){let{camera:e}=this,n=this.app.me.get();return b`
      <header>
        <a class="button plain round" href="live" aria-label=${i(`live.all`)} title=${i(`live.all`)}>
          ${f(c)}
        </a>
        <h1>${e.name}</h1>
        <a class="button" href="timeline/${encodeURIComponent(e.id)}">
          ${f(A)}${i(`nav.timeline`)}
        </a>
      </header>
      <wf-live-picture .app=${this.app} .camera=${e} .muted=${this.muted}></wf-live-picture>
      <div class="actions">
        ${e.status?.stream?.audio_codec?b`<button aria-pressed=${!this.muted} @click=${()=>this.muted=!this.muted}>
                ${f(this.muted?h:g)}${i(`live.sound`)}
              </button>`:t}
        <a class="button" href=${this.snapshot()} download=${`${e.name}.jpg`}>
          ${f(v)}${i(`live.snapshot`)}
        </a>
        ${O(n,`control`)?b`<button ?disabled=${this.isSaving} @click=${this.save}>
                ${f(u)}${i(`live.save`,{seconds:Y})}
              </button>`:t}
        <button @click=${()=>void this.picture.enlarge()}>${f(x)}${i(`live.fullscreen`)}</button>
      </div>
      <div class="switches">
        ${J.map(t=>b`
            <wf-switch
              label=${i(`live.setting.${t}`)}
              .checked=${e[t]}
              ?disabled=${!O(n,`admin`)}
              @change=${()=>void this.toggle(t)}
            ></wf-switch>
          `)}
      </div>
    `}snapshot(){return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:this.camera.id}})}async toggle(e){let t=!this.camera[e];if(await this.app.toasts.attempt(()=>this.change(e,t))){let n=i(t?`live.turned_on`:`live.turned_off`,{what:i(`live.setting.${e}`)});this.app.toasts.done(n,()=>this.change(e,!t))}this.requestUpdate()}async change(e,t){let n={camera_id:this.camera.id};await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:n,body:{[e]:t}})}};D([M({attribute:!1})],X.prototype,`app`,void 0),D([M({attribute:!1})],X.prototype,`camera`,void 0),D([e()],X.prototype,`muted`,void 0),D([e()],X.prototype,`isSaving`,void 0),D([a(`wf-live-picture`)],X.prototype,`picture`,void 0),X=D([s(`wf-camera-view`)],X);var Z=class extends k{static{this.styles=[...k.styles,y`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 1rem;
        margin-top: 1rem;
      }
    `]}constructor(){super(),this.speaking=new Set,this.leave=null,new j(this,()=>[this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.app.events.on(`speech`,e=>this.speaking=Q(this.speaking,e))}disconnectedCallback(){this.leave?.(),super.disconnectedCallback()}render(){let e=this.place.params.camera,{value:t,error:n}=this.app.cameras.get();if(t===null)return this.renderNothingYet(n);if(e===void 0)return b`<h1>${i(`nav.live`)}</h1>
        ${this.renderGrid(t)}`;let r=t.find(t=>t.id===e);return r===void 0?this.renderGone():b`<wf-camera-view .app=${this.app} .camera=${r}></wf-camera-view>`}renderGrid(e){return e.length===0?b`<wf-notice .icon=${d} heading=${i(`live.none`)} text=${i(`live.none_text`)}>
        <a class="button primary" href="cameras/add">${i(`cameras.add_first`)}</a>
      </wf-notice>`:b`<div class="grid">
      ${S(e,({id:e})=>e,e=>b`<wf-camera-tile .app=${this.app} .camera=${e} .speaking=${this.speaking.has(e.id)}>
          </wf-camera-tile>`)}
    </div>`}renderGone(){return b`<h1 class="hidden-text">${i(`live.gone`)}</h1>
      <wf-notice .icon=${T} heading=${i(`live.gone`)} text=${i(`live.gone_text`)}>
        <a class="button primary" href="live">${i(`live.all`)}</a>
      </wf-notice>`}renderNothingYet(e){return b`<h1>${i(`nav.live`)}</h1>
      ${e===null?b`<p role="status">${i(`loading`)}</p>`:b`<wf-notice .icon=${T} heading=${i(`failure.title`)} text=${r(e)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${i(`failure.retry`)}</button>
            </wf-notice>`}`}};D([e()],Z.prototype,`speaking`,void 0),Z=D([s(`wf-live-page`)],Z);function Q(e,{camera_id:t,phase:n}){let r=new Set(e);return n===`ended`?r.delete(t):r.add(t),r}export{Z as LivePage,Q as withSpeech};