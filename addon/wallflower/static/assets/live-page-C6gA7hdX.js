import{At as e,C as t,Cn as n,D as r,E as i,J as a,M as o,P as s,Q as c,S as l,T as u,_n as d,at as f,b as p,dn as m,fn as h,gn as g,i as _,j as v,k as y,m as b,o as x,ot as S,r as C,rn as w,s as T,st as E,t as D,tn as O,vn as k,vt as A,w as j,yn as M}from"./shell-ByTqqPMM.js";import{t as N}from"./camera-state-BnDkaUPK.js";import"./common-D35F0Fmm.js";var P=3,F=.6,I={most:.45,enough:.3},L=10,R=1.1,z=class{constructor(){this.rate=1,this.endS=null,this.hasBegun=!1,this.spares=[]}grown(e,t,n){let r=e.at(-1);if(r===void 0||r[1]===this.endS)return null;let[i,a]=r,o=(this.endS??i)-t,s=t>=i&&t<=a&&a-t<=this.mostBehindS(n);return this.endS=a,this.pace(s?o:null),s?null:Math.max(i,a-F)}mostBehindS(e){return!e||this.hasBegun?P:(this.hasBegun=!0,F)}pace(e){this.spares=e===null?[]:[...this.spares,e].slice(-10),e===null||e<=I.enough?this.rate=1:this.spares.length===L&&Math.min(...this.spares)>I.most&&(this.rate=R)}};function B(e){return Array.from({length:e.length},(t,n)=>[e.start(n),e.end(n)])}var V=20,H=class{constructor(e,t,n){this.buffer=e,this.positionS=t,this.grown=n,this.waiting=[],this.updated=()=>{this.grown(this.waiting.length===0),this.next()},e.addEventListener(`updateend`,this.updated)}push(e){this.waiting.push(e),this.next()}close(){this.waiting=[],this.buffer.removeEventListener(`updateend`,this.updated)}next(){let[e]=this.waiting;if(!(this.buffer.updating||e===void 0||this.trim(V)))try{this.buffer.appendBuffer(e),this.waiting.shift()}catch(e){if(!(e instanceof DOMException)||e.name!==`QuotaExceededError`||!this.trim(1))throw e}}trim(e){let{buffered:t}=this.buffer,n=this.positionS()-e;return t.length===0||t.start(0)>=n-e?!1:(this.buffer.remove(0,n),!0)}},U=class{constructor(e,t){this.url=e,this.video=t,this.state=new k(`connecting`),this.socket=null,this.queue=null,this.early=[],this.address=``,this.failures=0}start(){let e=this.socket=new WebSocket(this.url);e.binaryType=`arraybuffer`,e.onmessage=({data:e})=>this.receive(e),e.onclose=()=>this.lost()}stop(){clearTimeout(this.timer),this.drop(),this.video.removeAttribute(`src`),this.video.load()}receive(e){if(typeof e!=`string`){this.queue===null?this.early.push(e):this.attempt(()=>this.queue?.push(e));return}let t=JSON.parse(e);t.type===`start`&&this.open(t.mime)}open(e){this.forget();let t=globalThis,n=t.ManagedMediaSource??t.MediaSource;if(!n?.isTypeSupported(e)){this.drop(),this.state.set(`unplayable`);return}let r=new n,i=this.address=URL.createObjectURL(r);r.addEventListener(`sourceopen`,()=>this.opened(r,e,i),{once:!0}),this.video.disableRemotePlayback=!0,this.video.src=i,this.video.play().catch(()=>void 0)}opened(e,t,n){URL.revokeObjectURL(n),this.video.src===n&&this.attempt(()=>{let{video:n}=this,r=new z,i=new H(e.addSourceBuffer(t),()=>n.currentTime,e=>this.grown(r,e));this.queue=i;for(let e of this.early.splice(0))i.push(e)})}grown(e,t){let{video:n}=this,r=e.grown(B(n.buffered),n.currentTime,t);r!==null&&(n.currentTime=r),n.playbackRate=e.rate,n.buffered.length!==0&&(this.failures=0,this.state.set(`playing`))}attempt(e){try{e()}catch(e){if(!(e instanceof DOMException))throw e;this.lost()}}lost(){this.drop(),this.state.set(`lost`),this.timer=setTimeout(()=>this.start(),n(this.failures++))}drop(){this.forget();let{socket:e}=this;this.socket=null,e!==null&&(e.onmessage=e.onclose=null,e.close())}forget(){URL.revokeObjectURL(this.address),this.queue?.close(),this.queue=null,this.early=[]}},W={live:h,connecting:h,offline:E,off:O},G=class extends i{constructor(...e){super(...e),this.muted=!0,this.live=`connecting`,this.isSeen=!1,this.hasStill=!0,this.player=null,this.leave=null,this.sight=new IntersectionObserver(([e])=>this.see(e?.isIntersecting??!1)),this.inView=!1,this.look=()=>{this.isSeen=this.inView&&document.visibilityState===`visible`}}static{this.styles=[x,v`
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
    `]}connectedCallback(){super.connectedCallback(),this.sight.observe(this),document.addEventListener(`visibilitychange`,this.look)}disconnectedCallback(){this.sight.unobserve(this),document.removeEventListener(`visibilitychange`,this.look),this.see(!1),this.stop(),super.disconnectedCallback()}async enlarge(){await this.requestFullscreen()}render(){let e=N(this.camera),t=this.live===`unplayable`&&e.kind===`live`&&this.isSeen,n=e.kind!==`live`||this.live!==`playing`&&this.live!==`unplayable`;return y`
      <video ?hidden=${t} .muted=${this.muted} playsinline autoplay aria-label=${this.camera.name}></video>
      ${t?this.renderPictures():r} ${n?this.renderCover(e):r}
    `}updated(e){if(!e.has(`camera`)&&!e.has(`isSeen`))return;let t=this.isSeen&&N(this.camera).kind===`live`;t&&this.player===null&&this.start(),!t&&this.player!==null&&this.stop()}renderPictures(){let e={camera_id:this.camera.id},t=this.app.api.url(`GET /api/cameras/{camera_id}/mjpeg`,{params:e});return y`<img src=${t} alt=${s(`live.picture_of`,{name:this.camera.name})} />
      <p class="note">${s(`live.unplayable`)}</p>`}renderCover(e){let t=this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:this.camera.id},query:{width:640}}),n=this.camera.status?.last_media_ms!=null||e.kind===`offline`||e.kind===`off`,i=e.kind===`live`?s(`camera.connecting`):e.label;return y`
      ${this.hasStill&&n?y`<img class="still" src=${t} alt="" @error=${()=>this.hasStill=!1} />`:r}
      <div class="cover">
        ${p(W[e.kind])}
        <span>${i}</span>
        ${e.detail===null?r:y`<p>${e.detail}</p>`}
      </div>
    `}see(e){this.inView=e,this.look()}start(){let e={camera_id:this.camera.id},t=new U(this.app.api.socketUrl(`GET /api/cameras/{camera_id}/live`,{params:e}),this.video);this.player=t,this.live=`connecting`,this.leave=t.state.subscribe(e=>this.live=e),t.start()}stop(){this.leave?.(),this.player?.stop(),this.player=this.leave=null,this.live=`connecting`}};C([j({attribute:!1})],G.prototype,`app`,void 0),C([j({attribute:!1})],G.prototype,`camera`,void 0),C([j({type:Boolean})],G.prototype,`muted`,void 0),C([t()],G.prototype,`live`,void 0),C([t()],G.prototype,`isSeen`,void 0),C([t()],G.prototype,`hasStill`,void 0),C([l(`video`)],G.prototype,`video`,void 0),G=C([u(`wf-live-picture`)],G);var K=class extends i{constructor(...e){super(...e),this.speaking=!1}static{this.styles=[x,v`
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
    `]}render(){let{camera:e}=this,t=N(e);return y`
      <a href="live/${encodeURIComponent(e.id)}">
        <wf-live-picture .app=${this.app} .camera=${e}></wf-live-picture>
        <div class="line">
          <h2>${e.name}</h2>
          ${this.speaking?q(`speaking`,a,s(`live.speaking`)):r}
          ${e.status?.recording?q(`recording`,w,s(`live.recording`)):r}
          ${t.kind===`live`?r:y`<span class="state">${t.label}</span>`}
        </div>
      </a>
    `}};C([j({attribute:!1})],K.prototype,`app`,void 0),C([j({attribute:!1})],K.prototype,`camera`,void 0),C([j({type:Boolean})],K.prototype,`speaking`,void 0),K=C([u(`wf-camera-tile`)],K);function q(e,t,n){return y`<span class=${e} title=${n}>${p(t)}<span class="hidden-text">${n}</span></span>`}var J=[`record`,`transcribe`,`recognize_faces`],Y=30,X=class extends i{static{this.styles=[x,_,v`
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
    `]}constructor(){super(),this.muted=!0,this.isSaving=!1,this.save=async()=>{this.isSaving=!0;let e={camera_id:this.camera.id},t=await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/cameras/{camera_id}/save`,{params:e,body:{seconds:Y}}));this.isSaving=!1,t&&this.app.toasts.done(s(`live.saving`))},new M(this,()=>[this.app.me])}render(){let{camera:t}=this,n=this.app.me.get();return y`
      <header>
        <a class="button plain round" href="live" aria-label=${s(`live.all`)} title=${s(`live.all`)}>
          ${p(c)}
        </a>
        <h1>${t.name}</h1>
        <a class="button" href="timeline/${encodeURIComponent(t.id)}">
          ${p(m)}${s(`nav.timeline`)}
        </a>
      </header>
      <wf-live-picture .app=${this.app} .camera=${t} .muted=${this.muted}></wf-live-picture>
      <div class="actions">
        ${t.status?.stream?.audio_codec?y`<button aria-pressed=${!this.muted} @click=${()=>this.muted=!this.muted}>
                ${p(this.muted?d:g)}${s(`live.sound`)}
              </button>`:r}
        <a class="button" href=${this.snapshot()} download=${`${t.name}.jpg`}>
          ${p(f)}${s(`live.snapshot`)}
        </a>
        ${T(n,`control`)?y`<button ?disabled=${this.isSaving} @click=${this.save}>
                ${p(A)}${s(`live.save`,{seconds:Y})}
              </button>`:r}
        <button @click=${()=>void this.picture.enlarge()}>${p(e)}${s(`live.fullscreen`)}</button>
      </div>
      <div class="switches">
        ${J.map(e=>y`
            <wf-switch
              label=${s(`live.setting.${e}`)}
              .checked=${t[e]}
              ?disabled=${!T(n,`admin`)}
              @change=${()=>void this.toggle(e)}
            ></wf-switch>
          `)}
      </div>
    `}snapshot(){return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:this.camera.id}})}async toggle(e){let t=!this.camera[e];if(await this.app.toasts.attempt(()=>this.change(e,t))){let n=s(t?`live.turned_on`:`live.turned_off`,{what:s(`live.setting.${e}`)});this.app.toasts.done(n,()=>this.change(e,!t))}this.requestUpdate()}async change(e,t){let n={camera_id:this.camera.id};await this.app.api.call(`PATCH /api/cameras/{camera_id}`,{params:n,body:{[e]:t}})}};C([j({attribute:!1})],X.prototype,`app`,void 0),C([j({attribute:!1})],X.prototype,`camera`,void 0),C([t()],X.prototype,`muted`,void 0),C([t()],X.prototype,`isSaving`,void 0),C([l(`wf-live-picture`)],X.prototype,`picture`,void 0),X=C([u(`wf-camera-view`)],X);var Z=class extends D{static{this.styles=[...D.styles,v`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 1rem;
        margin-top: 1rem;
      }
    `]}constructor(){super(),this.speaking=new Set,this.leave=null,new M(this,()=>[this.app.cameras])}connectedCallback(){super.connectedCallback(),this.leave=this.app.events.on(`speech`,e=>this.speaking=Q(this.speaking,e))}disconnectedCallback(){this.leave?.(),super.disconnectedCallback()}render(){let e=this.place.params.camera,{value:t,error:n}=this.app.cameras.get();if(t===null)return this.renderNothingYet(n);if(e===void 0)return y`<h1>${s(`nav.live`)}</h1>
        ${this.renderGrid(t)}`;let r=t.find(t=>t.id===e);return r===void 0?this.renderGone():y`<wf-camera-view .app=${this.app} .camera=${r}></wf-camera-view>`}renderGrid(e){return e.length===0?y`<wf-notice .icon=${S} heading=${s(`live.none`)} text=${s(`live.none_text`)}>
        <a class="button primary" href="cameras/add">${s(`cameras.add_first`)}</a>
      </wf-notice>`:y`<div class="grid">
      ${b(e,({id:e})=>e,e=>y`<wf-camera-tile .app=${this.app} .camera=${e} .speaking=${this.speaking.has(e.id)}>
          </wf-camera-tile>`)}
    </div>`}renderGone(){return y`<h1 class="hidden-text">${s(`live.gone`)}</h1>
      <wf-notice .icon=${E} heading=${s(`live.gone`)} text=${s(`live.gone_text`)}>
        <a class="button primary" href="live">${s(`live.all`)}</a>
      </wf-notice>`}renderNothingYet(e){return y`<h1>${s(`nav.live`)}</h1>
      ${e===null?y`<p role="status">${s(`loading`)}</p>`:y`<wf-notice .icon=${E} heading=${s(`failure.title`)} text=${o(e)}>
              <button class="primary" @click=${()=>void this.app.cameras.load()}>${s(`failure.retry`)}</button>
            </wf-notice>`}`}};C([t()],Z.prototype,`speaking`,void 0),Z=C([u(`wf-live-page`)],Z);function Q(e,{camera_id:t,phase:n}){let r=new Set(e);return n===`ended`?r.delete(t):r.add(t),r}export{Z as LivePage,Q as withSpeech};