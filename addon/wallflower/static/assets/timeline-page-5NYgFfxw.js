import{Dt as e,It as t,O as n,Ot as r,Rt as i,S as a,T as o,X as s,Xt as c,Y as l,Yt as u,_ as d,_t as ee,a as f,an as te,b as p,g as m,h,i as g,it as ne,n as _,r as v,t as y,v as b,w as x,y as S,yt as re,z as C}from"./page-Bbbv94SC.js";import{t as ie}from"./notice-XiKsda3g.js";import{C as w,E as ae,S as T,T as E,_ as D,a as oe,b as se,c as ce,d as O,f as k,g as A,h as j,i as le,l as ue,m as de,n as fe,o as pe,p as me,r as he,s as ge,t as _e,u as ve,v as M,w as N,x as P,y as F}from"./transcript-DFj8VDhV.js";import{t as I}from"./query-Df4-SAIv.js";import{t as L}from"./remote-Bt6jEjzY.js";import{t as ye}from"./lists-BFkTsUmP.js";import{a as be,i as R,r as xe,t as z}from"./format-BuzaE_m5.js";import{n as Se,t as Ce}from"./still-C4AjK_jW.js";var we=500,Te=1e4,B=6e4,Ee=class extends L{add(e){this.change(t=>pe(t,e))}},De=class extends L{constructor(...e){super(...e),this.isWanted=!1}want(){this.isWanted||(this.isWanted=!0,this.load())}add(e){this.change(t=>ye(t,e))}},Oe=class{constructor(e,t,n,r){this.events=t,this.cameraId=n,this.day=r,this.refreshMs=B,this.readMs=0,this.leave=[],this.refresh=()=>{performance.now()-this.readMs<this.refreshMs||(this.readMs=performance.now(),this.data.load())},this.load=()=>{this.readMs=performance.now(),this.data.load(),this.visits.get().value!==null&&this.visits.load(),this.lines.load(),this.days.load()};let i=this.span=N(r);this.data=new L(t=>ge(e,n,i,t)),this.lines=new Ee(t=>ue(e,n,i,t)),this.visits=new De(t=>ve(e,n,i,t)),this.days=new L(t=>ce(e,n,t))}start(){let e=e=>{e.camera_id===this.cameraId&&E(e.start_ms)===this.day&&this.lines.add(e)};this.leave=[this.events.on(`line`,e),this.events.on(`line_updated`,e),this.events.on(`visit`,({visit:e})=>{e.camera_id===this.cameraId&&E(e.start_ms)===this.day&&this.visits.add(e)}),this.events.on(`resync`,this.load)],this.day===E(Date.now())&&(this.timer=setInterval(this.refresh,Te)),this.load()}stop(){clearInterval(this.timer);for(let e of this.leave)e()}look(e){this.refreshMs=Math.min(B,D(e)/we)}window(){return{startMs:this.span.startMs,endMs:Math.min(this.span.endMs,Date.now())}}};function V(e){return t=>{customElements.get(e)===void 0&&customElements.define(e,t)}}var H=200;function ke({lanes:e,gaps:t},r,i){return[...U(e.recorded,n(`timeline.lane.recorded`)),...U(e.motion??O,n(`timeline.lane.motion`)),...U(e.speech,n(`timeline.lane.speech`)),...r===null?U(e.visits,n(`timeline.lane.visits`)):r.map(({start_ms:e,end_ms:t,name:r,verdict:a})=>({atMs:e,lengthMs:(t??i)-e,text:r??n(`timeline.visit.${a===`unsure`?`unsure`:`unknown`}`)})),...t.map(({start_ms:e,end_ms:t,reason:r})=>({atMs:e,lengthMs:(t??i)-e,text:n(`timeline.gap`,{reason:n(`gap.${r}`)})}))].sort((e,t)=>e.atMs-t.atMs)}function U({starts:e,ends:t},n){return Array.from(e,(e,r)=>({atMs:e,lengthMs:(t[r]??e)-e,text:n}))}var W=class extends S{constructor(...e){super(...e),this.visits=null,this.positionMs=null,this.page=null,this.items=[]}static{this.styles=[f,v,x`
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
    `]}willUpdate(e){(e.has(`data`)||e.has(`visits`))&&(this.items=ke(this.data,this.visits,Date.now()))}render(){if(this.items.length===0)return a`<p>${n(`timeline.empty_day`)}</p>`;let e=Math.floor((this.items.length-1)/H),t=Math.min(this.page??Ae(this.items,this.positionMs),e);return a`
      <ol aria-label=${n(`timeline.list`)}>
        ${this.items.slice(t*H,(t+1)*H).map(({atMs:e,lengthMs:t,text:n})=>a`<li>
              <button class="plain" @click=${()=>this.seek(e)}>
                <span class="time">${z(e)}</span><bdi>${n}</bdi
                ><span class="length">${xe(t)}</span>
              </button>
            </li>`)}
      </ol>
      ${e===0?p:this.renderPages(t,e)}
    `}renderPages(e,t){let{items:r}=this,i=e*H,o=Math.min(r.length,i+H);return a`<footer>
      <button ?disabled=${e===0} @click=${()=>this.page=e-1}>${n(`timeline.list_earlier`)}</button>
      <p role="status">${n(`timeline.list_part`,{from:i+1,to:o,count:r.length})}</p>
      <button ?disabled=${e===t} @click=${()=>this.page=e+1}>${n(`timeline.list_later`)}</button>
    </footer>`}seek(e){this.page=null,this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};_([d({attribute:!1})],W.prototype,`data`,void 0),_([d({attribute:!1})],W.prototype,`visits`,void 0),_([d({attribute:!1})],W.prototype,`positionMs`,void 0),_([m()],W.prototype,`page`,void 0),W=_([V(`wf-event-list`)],W);function Ae(e,t){let n=t===null?0:e.findIndex(e=>e.atMs>t);return Math.floor(Math.max(0,(n<0?e.length:n)-1)/H)}var G={PageUp:{kind:`seek`,byMs:-36e5},PageDown:{kind:`seek`,byMs:36e5},Home:{kind:`edge`,end:!1},End:{kind:`edge`,end:!0},"+":{kind:`zoom`,factor:.5},"=":{kind:`zoom`,factor:.5},"-":{kind:`zoom`,factor:2},n:{kind:`neighbour`,direction:1},p:{kind:`neighbour`,direction:-1},",":{kind:`frame`,direction:-1},".":{kind:`frame`,direction:1}," ":{kind:`play`},l:{kind:`list`}};function je(e){let{key:t,altKey:n,metaKey:r}=e;if(n||r)return null;let i=[`ArrowLeft`,`ArrowRight`].indexOf(t);return i>=0?{kind:`seek`,byMs:(i===0?-1:1)*Me(e)}:e.ctrlKey?null:G[t]??G[t.toLowerCase()]??null}function Me({shiftKey:e,ctrlKey:t}){return t?6e4:e?1e3:1e4}var Ne=4,Pe=600,Fe=class{constructor(e){this.surface=e,this.pointers=new Map,this.pressedPx=null,this.wheel=e=>{let{surface:t}=this;if(!t.takesWheel(e))return;e.preventDefault();let n=t.view();if(e.shiftKey||Math.abs(e.deltaX)>Math.abs(e.deltaY)){let r=e.deltaX===0?e.deltaY:e.deltaX;t.show(F(n,t.day(),r*this.msPerPx()))}else t.show(w(n,t.day(),this.instantAt(e.clientX),2**(e.deltaY/Pe)))},this.down=e=>{e.button===0&&(this.pointers.set(e.pointerId,e.clientX),this.pressedPx=this.pointers.size===1?e.clientX:null,this.surface.element.setPointerCapture(e.pointerId))},this.move=e=>{let t=this.pointers.get(e.pointerId);if(t===void 0)return;let{surface:n}=this;if(this.pressedPx!==null&&Math.abs(e.clientX-this.pressedPx)<Ne)return;this.pressedPx=null;let r=this.shares();this.pointers.set(e.pointerId,e.clientX),this.pointers.size===1?n.show(F(n.view(),n.day(),(t-e.clientX)*this.msPerPx())):this.pointers.size===2&&n.show(se(n.view(),n.day(),r,this.shares()))},this.up=e=>{this.pointers.has(e.pointerId)&&this.pressedPx!==null&&this.surface.seek(this.instantAt(e.clientX)),this.cancel(e)},this.cancel=e=>{this.pointers.delete(e.pointerId),this.pressedPx=null};let{element:t}=e;t.addEventListener(`wheel`,this.wheel,{passive:!1}),t.addEventListener(`pointerdown`,this.down),t.addEventListener(`pointermove`,this.move),t.addEventListener(`pointerup`,this.up),t.addEventListener(`pointercancel`,this.cancel)}instantAt(e){let{left:t,width:n}=this.surface.element.getBoundingClientRect(),{startMs:r,endMs:i}=this.surface.view();return r+(e-t)/n*(i-r)}msPerPx(){let{startMs:e,endMs:t}=this.surface.view();return(t-e)/this.surface.element.getBoundingClientRect().width}shares(){let{left:e,width:t}=this.surface.element.getBoundingClientRect(),[n=0,r=0]=[...this.pointers.values()].map(n=>(n-e)/t);return[n,r]}},Ie=78,Le=8,Re=[`recorded`,`motion`,`speech`,`visits`];function K(e){return 24+e*40}function q(e){return 24+e*40}function ze(e,t,n,r){e.clearRect(0,0,t,K(n.shown.length)),Ve(e,t,n,r);let i=new Float32Array(t);for(let[a,o]of n.shown.entries()){let s=q(a);e.fillStyle=r.track,e.fillRect(0,s,t,34),e.fillStyle=r[o],Be(e,n.lanes[o]??O,n.view,i,s,o===`recorded`)}He(e,t,n,r)}function Be(e,t,n,r,i,a){k(t,n,r);let o=0,s=0;for(let t=0;t<=r.length;t++){let n=r[t]??0,c=n===0?0:a?34:Math.max(4,Math.round(Math.sqrt(n)*34));c===s&&t<r.length||(s>0&&e.fillRect(o,i+34-s,t-o,s),o=t,s=c)}}function Ve(e,t,n,r){let{stepMs:i,atMs:a}=T(n.view,n.day,Math.max(2,Math.floor(t/Ie)));e.font=`12px system-ui, sans-serif`,e.textBaseline=`middle`;let o=0;for(let s of a){let a=Math.round((s-n.view.startMs)/D(n.view)*t);e.fillStyle=r.line,e.fillRect(a,19,1,K(n.shown.length)),e.fillStyle=r.text;let c=n.label(s,i),l=e.measureText(c).width,u=Math.min(Math.max(0,a-l/2),t-l);u<o||(e.fillText(c,u,10),o=u+l+Le)}}function He(e,t,n,r){let i=Ue(e,r.text);if(i===null)return;let a=t/D(n.view);e.fillStyle=i;let o=K(n.shown.length)-24;for(let r of n.gaps){let i=Math.max(0,Math.round((r.start_ms-n.view.startMs)*a)),s=Math.min(r.end_ms??n.nowMs,n.nowMs),c=Math.min(t,Math.round((s-n.view.startMs)*a));c>0&&i<t&&e.fillRect(i,24,Math.max(1,c-i),o)}}function Ue(e,t){let n=document.createElement(`canvas`);n.width=n.height=8;let r=n.getContext(`2d`);if(r===null)return null;r.strokeStyle=t,r.globalAlpha=.35,r.lineWidth=1.5,r.beginPath();for(let e of[-8,0,8])r.moveTo(e,8),r.lineTo(e+8,0);return r.stroke(),e.createPattern(n,`repeat`)}function We(e,[t,n],r,i,a){if(e.clearRect(0,0,t,n),i===null||i<r.startMs||i>r.endMs)return;let o=Math.round((i-r.startMs)/D(r)*t);e.fillStyle=a.accent,e.fillRect(o-1,18,2,n),e.beginPath(),e.arc(o,18,5,0,2*Math.PI),e.fill()}var Ge=6e4,Ke=120,J=class extends S{constructor(...e){super(...e),this.shown=Re,this.gaps=[],this.positionMs=null,this.theme=0,this.picture=()=>null,this.embedded=!1,this.hover=null,this.widthPx=0,this.size=new ResizeObserver(([e])=>{this.widthPx=Math.floor(e?.contentRect.width??0)})}static{this.styles=[f,x`
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
    `]}connectedCallback(){super.connectedCallback(),this.size.observe(this)}disconnectedCallback(){this.size.unobserve(this),clearTimeout(this.hovering),super.disconnectedCallback()}render(){return a`
      <div
        class="surface"
        role="slider"
        tabindex="0"
        aria-label=${n(`timeline.label`)}
        aria-valuemin=${this.day.startMs}
        aria-valuemax=${this.day.endMs}
        aria-valuenow=${this.positionMs??this.day.startMs}
        aria-valuetext=${this.positionMs===null?n(`timeline.nothing`):be(this.positionMs)}
        @pointermove=${this.moved}
        @pointerleave=${this.left}
      >
        <canvas class="back"></canvas>
        <canvas class="front"></canvas>
      </div>
      ${this.shown.map((e,t)=>a`<span class="name" style="top: ${q(t)+2}px" aria-hidden="true"
            >${this.lanes[e]===null?n(`timeline.no_motion`):n(`timeline.lane.${e}`)}</span
          >`)}
      ${this.hover===null?p:this.renderHover(this.hover)}
    `}firstUpdated(){this.gestures=new Fe({element:this.surface,takesWheel:({ctrlKey:e})=>e||!this.embedded,view:()=>this.view,day:()=>this.day,show:e=>this.dispatchEvent(new CustomEvent(`view`,{detail:e})),seek:e=>this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))})}updated(e){if(e.has(`shown`)&&(this.style.height=`${K(this.shown.length)}px`),this.widthPx===0)return;let t=Je(this);if(!(e.size===1&&e.has(`hover`))){if(e.size>1||!e.has(`positionMs`)){let{shown:e}=this,n={lanes:this.lanes,shown:e,gaps:this.gaps,view:this.view,day:this.day,nowMs:Date.now(),label:qe};ze(this.contextOf(this.back),this.widthPx,n,t)}We(this.contextOf(this.front),this.sizePx(),this.view,this.positionMs,t)}}renderHover({leftPx:e,atMs:t,picture:n}){return a`<figure style="left: ${e}px" aria-hidden="true">
      ${n===null?p:a`<img src=${n} alt="" />`}
      <figcaption>${z(t)}</figcaption>
    </figure>`}moved(e){if(e.pointerType!==`mouse`||e.buttons!==0){this.left();return}let t=this.gestures.instantAt(e.clientX),{left:n}=this.getBoundingClientRect(),r=Math.min(Math.max(0,e.clientX-n-100),this.widthPx-200);this.hover={leftPx:r,atMs:t,picture:this.hover?.picture??null},clearTimeout(this.hovering),this.hovering=setTimeout(()=>void this.show(r,t),Ke)}async show(e,t){let n=await this.picture(t);this.hover?.atMs===t&&(this.hover={leftPx:e,atMs:t,picture:n})}sizePx(){return[this.widthPx,K(this.shown.length)]}contextOf(e){let t=devicePixelRatio,[n,r]=this.sizePx().map(e=>Math.round(e*t));e.width!==n&&(e.width=n),e.height!==r&&(e.height=r);let i=e.getContext(`2d`);if(i===null)throw Error(`this browser cannot draw`);return i.setTransform(t,0,0,t,0,0),i}left(){clearTimeout(this.hovering),this.hover=null}};_([d({attribute:!1})],J.prototype,`lanes`,void 0),_([d({attribute:!1})],J.prototype,`shown`,void 0),_([d({attribute:!1})],J.prototype,`gaps`,void 0),_([d({attribute:!1})],J.prototype,`view`,void 0),_([d({attribute:!1})],J.prototype,`day`,void 0),_([d({attribute:!1})],J.prototype,`positionMs`,void 0),_([d({attribute:!1})],J.prototype,`theme`,void 0),_([d({attribute:!1})],J.prototype,`picture`,void 0),_([d({type:Boolean})],J.prototype,`embedded`,void 0),_([m()],J.prototype,`hover`,void 0),_([m()],J.prototype,`widthPx`,void 0),_([I(`.surface`)],J.prototype,`surface`,void 0),_([I(`.back`)],J.prototype,`back`,void 0),_([I(`.front`)],J.prototype,`front`,void 0),J=_([V(`wf-lanes`)],J);function qe(e,t){return t<Ge?z(e):R(e)}function Je(e){let t=getComputedStyle(e),n=e=>t.getPropertyValue(`--wf-${e}`).trim();return{recorded:n(`lane-recording`),motion:n(`lane-motion`),speech:n(`lane-speech`),visits:n(`lane-faces`),text:n(`muted`),line:n(`line`),track:n(`page`),accent:n(`bad`)}}var Ye=[.5,1,2,4,8],Y=class extends S{constructor(...e){super(...e),this.positionMs=null,this.playing=!1,this.captions=!1,this.list=!1,this.speed=1}static{this.styles=[f,v,g,x`
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
      .space {
        flex: 1;
      }
      select {
        min-height: 2.25rem;
      }
    `]}render(){return a`
      ${this.renderButton(`frame_back`,u)}
      ${this.playing?this.renderButton(`play`,t,n(`timeline.pause`)):this.renderButton(`play`,i)}
      ${this.renderButton(`frame_on`,c)}
      <span class="time">${this.positionMs===null?``:z(this.positionMs)}</span>
      <select aria-label=${n(`timeline.speed`)} @change=${this.chosen}>
        ${Ye.map(e=>a`<option value=${e} ?selected=${e===this.speed}>${e}×</option>`)}
      </select>
      ${this.renderButton(`captions`,ne,n(`timeline.captions`),this.captions)}
      <span class="space"></span>
      ${this.renderButton(`zoom_out`,e)} ${this.renderButton(`zoom_in`,r)}
      ${this.renderButton(`fit`,ee)}
      ${this.renderButton(`list`,re,n(`timeline.list`),this.list)}
    `}renderButton(e,t,r=n(`timeline.${e}`),i){let o=()=>void this.dispatchEvent(new CustomEvent(`command`,{detail:e}));return i===void 0?a`<button class="plain round" aria-label=${r} title=${r} @click=${o}>${h(t)}</button>`:a`<button class="plain round" aria-label=${r} title=${r} aria-pressed=${i} @click=${o}>
          ${h(t)}
        </button>`}chosen(e){let t=Number(e.target.value);this.dispatchEvent(new CustomEvent(`speed`,{detail:t}))}};_([d({attribute:!1})],Y.prototype,`positionMs`,void 0),_([d({type:Boolean})],Y.prototype,`playing`,void 0),_([d({type:Boolean})],Y.prototype,`captions`,void 0),_([d({type:Boolean})],Y.prototype,`list`,void 0),_([d({attribute:!1})],Y.prototype,`speed`,void 0),Y=_([b(`wf-playback-bar`)],Y);function Xe({start_ms:e,end_ms:t,reason:r}){return n(`timeline.gap_between`,{start:R(e),end:R(t??Date.now()),reason:n(`gap.${r}`)})}var X=class extends S{constructor(...e){super(...e),this.missing=null,this.caption=null,this.positionMs=null,this.speed=1,this.playerState=`idle`,this.player=null,this.loaded=null,this.leave=null,this.retry=()=>{let{loaded:e,positionMs:t}=this;e!==null&&(this.loaded=null,this.show(e,t??e.startMs))}}static{this.styles=[f,v,x`
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
    `]}connectedCallback(){super.connectedCallback(),this.leave=this.app.events.on(`resync`,()=>{this.playerState===`offline`&&this.retry()})}disconnectedCallback(){this.leave?.(),this.drop(),super.disconnectedCallback()}show(e,t,n={}){let r=this.ensurePlayer(),{isPlaying:i=r.playing.get(),untilMs:a=null}=n,o=this.loaded?.startMs===e.startMs&&t<this.loaded.endMs,s=r.state.get();o&&(s===`ready`||s===`unplayable`)?(r.seek(t),i&&r.play(a)):(this.loaded=e,r.open(this.playlist(e),t,{isPlaying:i,untilMs:a}))}toggle(){this.player?.toggle()}pause(){this.player?.pause()}step(e){this.player?.step(e,this.camera.status?.stream?.frames_per_s??0)}clear(){this.loaded=null,this.player?.close()}render(){return a`
      <video
        playsinline
        ?hidden=${this.playerState===`unplayable`}
        aria-label=${this.camera.name}
        @click=${this.toggle}
      ></video>
      ${this.playerState===`unplayable`?this.renderStill():p}
      ${this.caption===null?p:a`<p class="caption" dir="auto">${this.caption.text}</p>`}
      ${this.renderCover()}
    `}updated(e){e.has(`speed`)&&this.player?.setRate(this.speed)}renderStill(){return a`${Ce(this.app,this.camera,this.positionMs??Date.now())}
      <p class="note" role="status">${n(`timeline.unplayable`)}</p>`}renderCover(){return this.missing===null?this.playerState===`loading`?a`<div class="cover" role="status"><p>${n(`loading`)}</p></div>`:this.playerState===`missing`?this.renderMissing({gap:null,nextMs:null}):this.playerState===`offline`||this.playerState===`failed`?this.renderFailed(this.playerState):p:this.renderMissing(this.missing)}renderFailed(e){return a`<div class="cover" role="status">
      <p>${n(e===`offline`?`errors.offline`:`timeline.failed`)}</p>
      <button @click=${this.retry}>${n(`failure.retry`)}</button>
    </div>`}renderMissing({gap:e,nextMs:t}){return a`<div class="cover" role="status">
      <p>${e===null?n(`timeline.unrecorded`):Xe(e)}</p>
      ${t===null?p:a`<button @click=${()=>this.dispatchEvent(new CustomEvent(`next`,{detail:t}))}>
              ${n(`timeline.next`)}
            </button>`}
    </div>`}playlist({startMs:e,endMs:t}){let n={camera_id:this.camera.id,start_ms:e,end_ms:t};return this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:n})}ensurePlayer(){if(this.player!==null)return this.player;let e=(e,t)=>void this.dispatchEvent(new CustomEvent(e,{detail:t})),t=new Se(this.video,()=>e(`finished`,this.loaded?.endMs));return t.setRate(this.speed),t.state.subscribe(e=>this.playerState=e),t.position.subscribe(t=>e(`position`,t)),t.playing.subscribe(t=>e(`playing`,t)),this.player=t,t}drop(){this.player?.stop(),this.player=this.loaded=null,this.playerState=`idle`}};_([d({attribute:!1})],X.prototype,`app`,void 0),_([d({attribute:!1})],X.prototype,`camera`,void 0),_([d({attribute:!1})],X.prototype,`missing`,void 0),_([d({attribute:!1})],X.prototype,`caption`,void 0),_([d({attribute:!1})],X.prototype,`positionMs`,void 0),_([d({attribute:!1})],X.prototype,`speed`,void 0),_([m()],X.prototype,`playerState`,void 0),_([I(`video`)],X.prototype,`video`,void 0),X=_([b(`wf-recording`)],X);var Ze=x`
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
`,Qe=200,Z=class extends S{constructor(...e){super(...e),this.lines=null,this.positionMs=null,this.speakers=[],this.keywords=[],this.isFollowing=!0}static{this.styles=[f,v,x`
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
      }
      button.word:hover {
        text-decoration: underline;
      }
      button.said {
        background: color-mix(in srgb, var(--wf-lane-speech) 30%, transparent);
      }
      mark,
      button.marked {
        border-radius: 3px;
        background: color-mix(in srgb, var(--wf-warn) 30%, transparent);
        color: inherit;
      }
      .empty {
        padding: 1rem;
        color: var(--wf-muted);
      }
    `]}render(){return a`
      <header>
        <h2>${n(`timeline.transcript`)}</h2>
        <button aria-pressed=${this.isFollowing} @click=${()=>this.isFollowing=!this.isFollowing}>
          ${n(`timeline.follow`)}
        </button>
      </header>
      ${this.renderLines()}
    `}updated(e){if(!this.isFollowing||!(e.has(`positionMs`)||e.has(`lines`)))return;let t=this.renderRoot.querySelector(`.current`),n=this.renderRoot.querySelector(`ol`);t!==null&&n!==null&&(n.scrollTop=t.offsetTop-n.offsetTop-n.clientHeight/3)}renderLines(){let{lines:e}=this;if(e===null)return a`<p class="empty" role="status">${n(`loading`)}</p>`;if(e.length===0)return a`<p class="empty">${n(`timeline.silent`)}</p>`;let t=this.positionMs===null?-1:he(e,this.positionMs),[r,i]=_e(e,t,Qe);return a`<ol>
      ${ie(e.slice(r,i),({id:e})=>e,(e,n)=>this.renderLine(e,r+n===t))}
    </ol>`}renderLine(e,t){let n=this.speakers.find(({id:t})=>t===e.speaker)?.name;return a`<li class=${t?`current`:``} aria-current=${t?`true`:p}>
      <button class="time" @click=${()=>this.seek(e.start_ms)}>${z(e.start_ms)}</button>
      <p dir="auto">
        ${n===void 0?p:a`<span class="speaker"><bdi>${n}</bdi>: </span>`}
        ${t&&e.words.length>0?e.words.map(e=>this.renderWord(e)):$e(e.text,this.keywords)}
      </p>
    </li>`}renderWord(e){let t=this.positionMs??0,n=e.start_ms<=t&&t<e.end_ms,r=fe(e.text,this.keywords);return a`<button
        class="word ${n?`said`:``} ${r?`marked`:``}"
        @click=${()=>this.seek(e.start_ms)}
      >
        ${e.text.trim()}</button
      >${` `}`}seek(e){this.dispatchEvent(new CustomEvent(`seek`,{detail:e}))}};_([d({attribute:!1})],Z.prototype,`lines`,void 0),_([d({attribute:!1})],Z.prototype,`positionMs`,void 0),_([d({attribute:!1})],Z.prototype,`speakers`,void 0),_([d({attribute:!1})],Z.prototype,`keywords`,void 0),_([m()],Z.prototype,`isFollowing`,void 0),Z=_([V(`wf-transcript`)],Z);function $e(e,t){return le(e,t).map((e,t)=>t%2==0?e:a`<mark>${e}</mark>`)}var Q=3e4,$=class extends y{static{this.styles=[...y.styles,g,Ze]}constructor(){super(),this.store=null,this.view=null,this.positionMs=null,this.missing=null,this.isPlaying=!1,this.hasCaptions=!0,this.isList=!1,this.speed=1,this.leave=[],this.isOpened=!1,this.picture=e=>{let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||!j(n.lanes,e))return null;let r={params:{camera_id:t.cameraId},query:{at:Math.round(e),width:320}};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,r)},this.pressed=e=>{let[t]=e.composedPath();if(e.defaultPrevented||et(t,e.key))return;let n=je(e);n!==null&&this.store!==null&&(e.preventDefault(),this.act(n))},new te(this,()=>[this.app.cameras,this.app.theme,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),this.leaveDay(),super.disconnectedCallback()}willUpdate(){let e=this.camera();if(e===null||!this.isConnected)return;let t=this.wantedDay();(this.store?.cameraId!==e.id||this.store.day!==t)&&this.enterDay(e.id,t)}updated(e){if(this.openOnce(),this.view!==null&&this.store?.look(this.view),this.isList&&this.store?.visits.want(),e.has(`place`)&&this.isOpened){let e=Number(this.place.query.get(`at`));e>0&&e!==this.positionMs&&this.seek(e)}}render(){let e=this.camera();if(e===null||this.store===null||this.view===null)return this.renderWithoutCamera();let{store:t,view:r}=this,{value:i,error:o}=t.data.get(),s=t.lines.get().value;return a`
      <header>
        <h1>${n(`nav.timeline`)}</h1>
        ${this.renderCameras(e)}
        <wf-day-picker
          .day=${t.day}
          .footage=${new Set((t.days.get().value??[]).map(({date:e})=>e))}
          @day=${t=>this.go(e.id,t.detail)}
        ></wf-day-picker>
        <a class="button" href="live/${encodeURIComponent(e.id)}">${h(l)}${n(`timeline.go_live`)}</a>
      </header>
      <div class="main">
        <wf-recording
          .app=${this.app}
          .camera=${e}
          .missing=${this.missing}
          .positionMs=${this.positionMs}
          .speed=${this.speed}
          .caption=${this.hasCaptions&&this.positionMs!==null?oe(s??[],this.positionMs):null}
          @position=${e=>this.moved(e.detail)}
          @playing=${e=>this.isPlaying=e.detail}
          @next=${e=>this.seek(e.detail)}
        ></wf-recording>
        <wf-transcript
          .lines=${s}
          .speakers=${this.app.people.get().value??[]}
          .positionMs=${this.positionMs}
          @seek=${e=>this.seek(e.detail)}
        ></wf-transcript>
      </div>
      <section class="lanes" aria-label=${n(`timeline.label`)}>
        <wf-playback-bar
          .positionMs=${this.positionMs}
          .playing=${this.isPlaying}
          .captions=${this.hasCaptions}
          .list=${this.isList}
          .speed=${this.speed}
          @command=${e=>this.command(e.detail)}
          @speed=${e=>this.speed=e.detail}
        ></wf-playback-bar>
        ${i===null?this.renderNoData(o):this.renderDay(i,r,t.span)}
      </section>
    `}renderDay(e,t,r){let i=e=>this.seek(e.detail);return this.isList?a`${e.lanes.motion===null?a`<p>${n(`timeline.no_motion_text`)}</p>`:p}<wf-event-list
          .data=${e}
          .visits=${this.store?.visits.get().value??null}
          .positionMs=${this.positionMs}
          @seek=${i}
        ></wf-event-list>`:a`<wf-lanes
      .lanes=${e.lanes}
      .gaps=${e.gaps}
      .view=${t}
      .day=${r}
      .positionMs=${this.positionMs}
      .theme=${this.app.theme.get()}
      .picture=${this.picture}
      @seek=${i}
      @view=${e=>this.view=e.detail}
    ></wf-lanes>`}renderNoData(e){return e===null?a`<p role="status">${n(`loading`)}</p>`:a`<wf-notice .icon=${C} heading=${n(`timeline.failed`)} text=${o(e)}>
      <button class="primary" @click=${()=>void this.store?.data.load()}>${n(`failure.retry`)}</button>
    </wf-notice>`}renderCameras(e){return a`<select aria-label=${n(`timeline.camera`)} @change=${e=>this.go(e.target.value,this.wantedDay())}>
      ${(this.app.cameras.get().value??[]).map(({id:t,name:n})=>a`<option value=${t} ?selected=${t===e.id}>${n}</option>`)}
    </select>`}renderWithoutCamera(){let{value:e,error:t}=this.app.cameras.get(),r=a`<h1 class="hidden-text">${n(`nav.timeline`)}</h1>`;if(e===null&&t===null)return a`${r}
        <p role="status">${n(`loading`)}</p>`;if(e===null)return a`${r}<wf-notice
          .icon=${C}
          heading=${n(`failure.title`)}
          text=${o(t)}
        ></wf-notice>`;let i=e.length===0;return a`${r}
      <wf-notice
        .icon=${s}
        heading=${n(i?`live.none`:`live.gone`)}
        text=${n(i?`live.none_text`:`live.gone_text`)}
      >
        ${i?a`<a class="button primary" href="cameras/add">${n(`cameras.add_first`)}</a>`:a`<a class="button primary" href="timeline">${n(`timeline.no_camera`)}</a>`}
      </wf-notice>`}camera(){let e=this.place.params.camera;return e===void 0?this.app.cameras.get().value?.[0]??null:this.app.cameras.find(e)}wantedDay(){let{query:e}=this.place,t=Number(e.get(`at`));return ae(e.get(`day`))??E(t>0?t:Date.now())}go(e,t){this.app.router.go(`timeline/${encodeURIComponent(e)}?day=${t}`)}enterDay(e,t){this.leaveDay();let n=new Oe(this.app.api,this.app.events,e,t),r=()=>this.requestUpdate();this.leave=[n.data,n.lines,n.visits,n.days].map(e=>e.subscribe(r)),this.store=n,this.view=n.span,this.positionMs=this.missing=null,this.isOpened=!1,n.start()}leaveDay(){for(let e of this.leave.splice(0))e();this.store?.stop(),this.recording?.clear(),this.store=null}openOnce(){let e=this.store?.data.get().value;if(this.isOpened||e==null||this.store===null||this.recording===null)return;this.isOpened=!0;let{starts:t,ends:n}=e.lanes.recorded,[r]=t,i=n.at(-1),a=Number(this.place.query.get(`at`));a>0?this.seek(a):r===void 0||i===void 0?this.missing={gap:null,nextMs:null}:this.store.day===E(Date.now())?(this.view=M(this.store.span,{startMs:r,endMs:i}),this.seek(Math.max(r,i-Q))):this.seek(r)}seek(e){let{store:t}=this,n=t?.data.get().value;if(t===null||n==null||this.view===null)return;let r=Math.round(Math.min(Math.max(e,t.span.startMs),t.span.endMs-1));if(this.positionMs=r,this.view=P(this.view,t.span,r),this.app.router.go(`timeline/${encodeURIComponent(t.cameraId)}?day=${t.day}&at=${r}`,{replace:!0}),j(n.lanes,r))this.missing=null,this.recording?.show(t.window(),r);else{this.recording?.pause();let{starts:e}=n.lanes.recorded;this.missing={gap:de(n.gaps,r),nextMs:e[me(n.lanes.recorded,r)]??null}}}moved(e){this.missing===null&&this.store!==null&&this.view!==null&&(this.positionMs=e,this.isPlaying&&(this.view=P(this.view,this.store.span,e)))}command(e){({play:()=>this.act({kind:`play`}),frame_back:()=>this.act({kind:`frame`,direction:-1}),frame_on:()=>this.act({kind:`frame`,direction:1}),zoom_in:()=>this.act({kind:`zoom`,factor:.5}),zoom_out:()=>this.act({kind:`zoom`,factor:2}),list:()=>this.act({kind:`list`}),captions:()=>this.hasCaptions=!this.hasCaptions,fit:()=>this.view=this.store?.span??null})[e]()}act(e){let{store:t,view:n}=this;if(t===null||n===null)return;let r=this.positionMs??t.span.startMs;switch(e.kind){case`seek`:this.seek(r+e.byMs);break;case`edge`:this.seek(e.end?t.window().endMs-Q:t.span.startMs);break;case`zoom`:this.view=w(n,t.span,r,e.factor);break;case`neighbour`:this.seekNeighbour(t,r,e.direction);break;default:this.play(e)}}play(e){e.kind===`list`?this.isList=!this.isList:e.kind===`play`?this.recording?.toggle():this.recording?.step(e.direction)}seekNeighbour(e,t,n){let r=e.data.get().value?.lanes,i=r===void 0?null:A([r.speech,r.visits],t,n);i!==null&&this.seek(i)}};_([m()],$.prototype,`store`,void 0),_([m()],$.prototype,`view`,void 0),_([m()],$.prototype,`positionMs`,void 0),_([m()],$.prototype,`missing`,void 0),_([m()],$.prototype,`isPlaying`,void 0),_([m()],$.prototype,`hasCaptions`,void 0),_([m()],$.prototype,`isList`,void 0),_([m()],$.prototype,`speed`,void 0),_([I(`wf-recording`)],$.prototype,`recording`,void 0),$=_([b(`wf-timeline-page`)],$);function et(e,t){return e instanceof HTMLElement?e.matches(`input, select, textarea`)?!0:t===` `&&e.matches(`button, a`):!1}export{$ as TimelinePage};