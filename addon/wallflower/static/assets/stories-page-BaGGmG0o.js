import{$ as e,C as t,D as n,E as r,J as i,Jt as a,L as o,M as s,P as c,Q as l,Qt as ee,R as u,S as te,St as ne,T as d,Xt as re,Y as ie,Zt as ae,_n as oe,_t as se,a as ce,b as f,bn as le,bt as ue,c as p,dt as de,en as fe,f as m,ft as pe,gt as me,i as h,in as he,j as g,k as _,l as ge,m as v,mn as _e,n as ve,o as y,on as ye,qt as be,r as b,s as x,sn as xe,t as Se,u as S,vn as C,w,x as Ce,xt as we,yn as T,yt as Te,z as Ee}from"./shell-ByTqqPMM.js";import{c as De,i as E,l as Oe,n as ke,r as D,s as O,t as k,u as Ae}from"./times-Bkc06Q2d.js";import{_ as je,a as A,c as Me,f as j,g as Ne,l as Pe,n as Fe,r as Ie,s as M,t as Le}from"./common-D35F0Fmm.js";import{t as Re}from"./keys-bbWA_g3M.js";import{F as ze,N as Be,c as Ve,d as N,f as He,h as Ue,i as We,m as Ge,n as Ke,o as qe,r as Je,s as Ye,t as Xe,w as P}from"./over-picture-_VDIq8Cr.js";var Ze=8,Qe=320,$e=300,et=1e4,F=class extends r{static{this.styles=[y,h,A,g`
      .hits {
        display: grid;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .hits button {
        display: block;
        width: 100%;
        min-height: 2.5rem;
        padding: 0.35rem 0.75rem;
        border-radius: 8px;
        font-weight: 400;
        text-align: start;
        overflow-wrap: anywhere;
      }
      .hits small {
        display: block;
        color: var(--wf-muted);
      }
      .pictures {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.5rem;
      }
      img {
        width: 100%;
        aspect-ratio: 16 / 9;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        object-fit: cover;
      }
      .day {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        font-weight: 500;
      }
    `]}constructor(){super(),this.near=null,this.open=!1,this.range=null,this.footage=new Set,this.words=``,this.hits=null,this.told=null,this.looking=0,this.known=null,this.add=()=>{this.range!==null&&this.dispatchEvent(new CustomEvent(`add`,{detail:this.range}))},this.close=()=>{this.dispatchEvent(new CustomEvent(`closed`))},new T(this,()=>[this.app.cameras])}disconnectedCallback(){clearTimeout(this.timer),super.disconnectedCallback()}willUpdate(e){this.open&&(e.has(`open`)||this.range===null)&&this.begin(),this.open&&this.range!==null&&this.range.camera_id!==this.known&&this.readFootage(this.range.camera_id)}render(){let{range:e}=this;return _`<wf-dialog .open=${this.open} heading=${c(`story.add`)} @closed=${this.close}>
      ${e===null?_`<p>${c(`live.none`)}</p>`:this.renderForm(e)}
      <button slot="actions" @click=${this.close}>${c(`stories.cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${e===null||!tt(e)} @click=${this.add}>
        ${c(`story.add_do`)}
      </button>
    </wf-dialog>`}renderForm(e){return _`<form @submit=${this.submitted}>
      ${Me({label:c(`story.by_words`),type:`search`,value:this.words,placeholder:c(`search.placeholder`),changed:e=>this.look(e)})}
      ${this.renderHits()} ${this.told===null?n:_`<wf-problem .told=${this.told}></wf-problem>`}
      ${M({label:c(`story.camera`),value:e.camera_id,options:(this.app.cameras.get().value??[]).map(({id:e,name:t})=>[e,t]),changed:t=>this.range={...e,camera_id:t}})}
      <div class="day">
        ${c(`story.day`)}
        <wf-day-picker
          .day=${ze(e.start_ms)}
          .footage=${this.footage}
          @day=${t=>this.toDay(e,t.detail)}
        ></wf-day-picker>
      </div>
      <div class="pair">
        ${this.renderTime(c(`story.from`),e.start_ms,t=>this.beginAt(e,t))}
        ${this.renderTime(c(`story.to`),e.end_ms,t=>this.range={...e,end_ms:t})}
      </div>
      ${tt(e)?this.renderPictures(e):_`<p class="hint" role="alert">${c(`story.range_rule`)}</p>`}
    </form>`}renderHits(){let{hits:e}=this;return e===null?n:e.length===0?_`<p class="hint" role="status">${c(`search.none`)}</p>`:_`<ul class="hits" aria-label=${c(`search.hits`)}>
      ${e.map(e=>_`<li>
            <button type="button" @click=${()=>this.take(e)}>
              <span dir="auto">${e.text}</span>
              <small>
                ${this.app.cameras.find(e.camera_id)?.name??c(`search.gone`)} · ${ge(e.start_ms)},
                ${p(e.start_ms)}
              </small>
            </button>
          </li>`)}
    </ul>`}renderTime(e,t,n){return _`<label>
      ${e}
      <input inputmode="text" autocomplete="off" .value=${N(t)} @change=${e=>{let r=e.target,i=He(r.value,t);i===null?r.value=N(t):n(i)}} />
    </label>`}renderPictures({camera_id:e,start_ms:t,end_ms:n}){let r=(t,n)=>{let r={at:t,width:Qe};return _`<img
        alt=${n}
        src=${this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:e},query:r})}
      />`};return _`<div class="pictures">${r(t,c(`story.from`))}${r(n,c(`story.to`))}</div>`}begin(){this.words=``,this.hits=this.told=null;let[e]=this.app.cameras.get().value??[],{near:t}=this;if(t!==null&&this.app.cameras.find(t.camera_id)!==null)this.range={camera_id:t.camera_id,start_ms:t.end_ms,end_ms:t.end_ms+et};else if(e!==void 0){let t=Date.now()-6e4;this.range={camera_id:e.id,start_ms:t-et,end_ms:t}}else this.range=null}toDay(e,t){let n=Be(t).startMs-Be(ze(e.start_ms)).startMs;this.range={...e,start_ms:e.start_ms+n,end_ms:e.end_ms+n}}beginAt(e,t){let n=t<e.end_ms?e.end_ms:t+(e.end_ms-e.start_ms);this.range={...e,start_ms:t,end_ms:n}}take(e){this.range={camera_id:e.camera_id,start_ms:e.start_ms,end_ms:e.end_ms},this.hits=null}look(e){this.words=e,clearTimeout(this.timer),this.timer=setTimeout(()=>void this.search(e),$e)}async search(e){let t=++this.looking;if(this.told=null,e.trim()===``)this.hits=null;else try{let n={text:e.trim(),limit:Ze},{lines:r}=await this.app.api.call(`POST /api/transcripts/search`,{body:n});t===this.looking&&(this.hits=r)}catch(e){t===this.looking&&(this.told=j(e))}}async readFootage(e){this.known=e;try{let t=await Ge(this.app.api,e,new AbortController().signal);this.known===e&&(this.footage=new Set(t.map(({date:e})=>e)))}catch{}}submitted(e){e.preventDefault()}};b([w({attribute:!1})],F.prototype,`app`,void 0),b([w({attribute:!1})],F.prototype,`near`,void 0),b([w({type:Boolean})],F.prototype,`open`,void 0),b([t()],F.prototype,`range`,void 0),b([t()],F.prototype,`footage`,void 0),b([t()],F.prototype,`words`,void 0),b([t()],F.prototype,`hits`,void 0),b([t()],F.prototype,`told`,void 0),F=b([d(`wf-add-clip`)],F);function tt({start_ms:e,end_ms:t}){let n=t-e;return n>=200&&n<=36e5&&e<Date.now()}var nt=6e4,I=6e4,rt=class extends C{constructor(e){super([]),this.api=e,this.reading=new AbortController}stop(){this.reading.abort()}around(e){return this.find(e)?.lines??null}want(e){if(this.find(e)!==void 0)return;let t=Math.floor(Math.max(0,e.start_ms-nt)/I)*I,n=Math.ceil((e.end_ms+nt)/I)*I;this.read({camera_id:e.camera_id,start_ms:t,end_ms:n})}find({camera_id:e,start_ms:t,end_ms:n}){return this.get().find(r=>r.camera_id===e&&r.start_ms<=t&&n<=r.end_ms)}async read(e){let t={...e,lines:null};this.update(e=>[...e.slice(-59),t]);let n={startMs:e.start_ms,endMs:e.end_ms};try{let r=await Ue(this.api,e.camera_id,n,this.reading.signal);this.update(n=>n.map(n=>n===t?{...e,lines:r}:n))}catch{this.update(e=>e.filter(e=>e!==t))}}},it=1e3,at=20,ot={kind:`silent`},st=class extends C{constructor(e){super(ot),this.api=e,this.turn=0}async speak(e,t=!1){let n=this.begin();this.set({kind:`waiting`,isLong:!1}),await this.attempt(n,async()=>{this.heard(n,0,await this.api.call(`POST /api/narrations`,{body:{text:e,again:t}}))})}stop(){this.begin(),this.set(ot)}begin(){return clearTimeout(this.timer),++this.turn}heard(e,t,{id:n,state:r,failure:i,length_ms:a}){e===this.turn&&(r===`ready`?this.set({kind:`ready`,id:n,lengthMs:a}):r===`failed`?this.set({kind:`failed`,failure:i??`unknown`}):(this.set({kind:`waiting`,isLong:t>=at}),this.timer=setTimeout(()=>void this.look(e,t+1,n),it)))}async look(e,t,n){await this.attempt(e,async()=>{let r={narration_id:n};this.heard(e,t,await this.api.call(`GET /api/narrations/{narration_id}`,{params:r}))})}async attempt(e,t){try{await t()}catch(t){e===this.turn&&this.set({kind:`refused`,told:j(t)})}}},L=class extends r{constructor(...e){super(...e),this.editable=!1,this.voice=null,this.typed=e=>{let{value:t}=e.target;this.dispatchEvent(new CustomEvent(`narrate`,{detail:t}))}}static{this.styles=[y,h,A,g`
      :host {
        display: grid;
        gap: 0.5rem;
      }
      .count {
        margin-left: auto;
        font-variant-numeric: tabular-nums;
      }
      audio {
        width: 100%;
        height: 2.5rem;
      }
      .failed {
        color: var(--wf-bad);
        font-weight: 500;
      }
    `]}disconnectedCallback(){this.voice?.stop(),super.disconnectedCallback()}willUpdate(e){let t=e.get(`clip`);t!==void 0&&t.narration.trim()!==this.clip.narration.trim()&&this.voice?.stop()}render(){let{narration:e}=this.clip,t=this.voice?.get()??{kind:`silent`};return _`
      <label>
        ${c(`story.narration`)}
        <textarea
          rows="3"
          dir="auto"
          maxlength=${500}
          aria-describedby="about"
          ?readonly=${!this.editable}
          .value=${Ne(e)}
          @input=${this.typed}
          @change=${()=>this.dispatchEvent(new CustomEvent(`settle`))}
        ></textarea>
      </label>
      <div class="row">
        ${this.editable?this.renderSpeak(t,e.trim()):n}
        <span class="hint count">${c(`story.narration_count`,{count:e.length,most:500})}</span>
      </div>
      <div role="status">${this.renderVoice(t)}</div>
      ${t.kind===`refused`?_`<wf-problem .told=${t.told}></wf-problem>`:n}
      <p id="about" class="hint">${c(`story.narration_hint`)}</p>
    `}renderSpeak(e,t){let n=e.kind===`ready`;return _`<button
      ?disabled=${t===``||e.kind===`waiting`}
      @click=${()=>void this.speak(t,n)}
    >
      ${f(i)}${c(n?`story.narration_again`:`story.narration_speak`)}
    </button>`}renderVoice(e){switch(e.kind){case`waiting`:return _`<p class="hint">${c(e.isLong?`story.narration_long`:`story.narration_waiting`)}</p>`;case`failed`:return _`<p class="hint failed">${c(`story.narration_failed.${e.failure}`)}</p>`;case`ready`:return this.renderSound(e.id,e.lengthMs);default:return n}}renderSound(e,t){let r={narration_id:e},i=t-O(this.clip);return _`<audio
        controls
        autoplay
        aria-label=${c(`story.narration`)}
        src=${this.app.api.url(`GET /api/narrations/{narration_id}/sound.wav`,{params:r})}
      ></audio>
      ${i>0?_`<p class="hint">${c(`story.narration_held`,{length:ct(t),held:ct(i)})}</p>`:n}`}async speak(e,t){this.voice===null&&(this.voice=new st(this.app.api),this.voice.subscribe(()=>this.requestUpdate())),await this.voice.speak(e,t)}};b([w({attribute:!1})],L.prototype,`app`,void 0),b([w({attribute:!1})],L.prototype,`clip`,void 0),b([w({type:Boolean})],L.prototype,`editable`,void 0),L=b([d(`wf-clip-narration`)],L);function ct(e){return k(e,{tenths:!0})}var lt=240,ut=6,R=class extends r{constructor(...e){super(...e),this.clips=[],this.selected=null,this.editable=!1,this.troubles=new Map,this.drag=null,this.unseen=new Set}static{this.styles=[y,g`
      ol {
        display: flex;
        gap: 0.5rem;
        margin: 0;
        overflow-x: auto;
        padding: 4px 4px 0.5rem;
        list-style: none;
        overscroll-behavior-x: contain;
      }
      li {
        position: relative;
        flex: 0 0 9.5rem;
        min-width: 0;
      }
      li.before::before,
      li.after::after {
        content: "";
        position: absolute;
        inset: 0 auto 0 -0.35rem;
        width: 3px;
        border-radius: 2px;
        background: var(--wf-accent);
      }
      li.after::after {
        inset: 0 -0.35rem 0 auto;
      }
      li.dragged {
        opacity: 0.45;
      }
      button {
        display: block;
        width: 100%;
        overflow: hidden;
        padding: 0;
        border: 1px solid var(--wf-line);
        border-radius: 10px;
        background: var(--wf-card);
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
        user-select: none;
      }
      button[aria-current] {
        border-color: var(--wf-accent);
        box-shadow: 0 0 0 2px var(--wf-accent);
      }
      .picture {
        position: relative;
        display: grid;
        place-items: center;
        aspect-ratio: 16 / 9;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        color: var(--wf-muted);
      }
      img {
        position: absolute;
        width: 100%;
        height: 100%;
        object-fit: cover;
        pointer-events: none;
      }
      .badge {
        position: absolute;
        bottom: 0.3rem;
        display: inline-flex;
        padding: 0.05rem 0.35rem;
        border-radius: 5px;
        background: rgb(0 0 0 / 75%);
        color: #fff;
        font-size: 0.75rem;
        font-variant-numeric: tabular-nums;
      }
      .badge .icon {
        width: 1rem;
        height: 1rem;
      }
      .number {
        left: 0.3rem;
      }
      .length {
        right: 0.3rem;
      }
      .muted {
        top: 0.3rem;
        bottom: auto;
        right: 0.3rem;
      }
      .narrated {
        top: 0.3rem;
        bottom: auto;
        left: 0.3rem;
      }
      .about {
        display: block;
        padding: 0.3rem 1.4rem 0.35rem 0.5rem;
        font-size: 0.8125rem;
        line-height: 1.3;
      }
      .about span {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .when {
        color: var(--wf-muted);
      }
      .trouble {
        display: flex !important;
        align-items: center;
        gap: 0.25rem;
        color: var(--wf-bad);
      }
      .trouble .icon {
        width: 1rem;
        height: 1rem;
      }
      .handle {
        position: absolute;
        right: 0;
        bottom: 0.2rem;
        display: grid;
        width: 1.5rem;
        height: 2rem;
        place-items: center;
        color: var(--wf-muted);
        cursor: grab;
        touch-action: none;
      }
    `]}disconnectedCallback(){this.drag=null,super.disconnectedCallback()}updated(e){if(!e.has(`selected`)&&!e.has(`clips`))return;let t=this.renderRoot.querySelector(`button[aria-current]`);this.shadowRoot?.activeElement!=null&&this.shadowRoot.activeElement!==t&&t?.focus(),t!==null&&this.reveal(t)}render(){return _`<ol
      aria-label=${c(`story.clips`)}
      @pointermove=${this.moved}
      @pointerup=${this.dropped}
      @pointercancel=${()=>this.drag=null}
    >
      ${v(this.clips,({id:e})=>e,(e,t)=>this.renderClip(e,t))}
    </ol>`}reveal(e){let t=this.renderRoot.querySelector(`ol`);if(t===null)return;let[n,r]=[t.getBoundingClientRect(),e.getBoundingClientRect()];r.left<n.left?t.scrollLeft-=n.left-r.left+8:r.right>n.right&&(t.scrollLeft+=r.right-n.right+8)}renderClip(e,t){let r=e.id===this.selected,o=r||this.selected===null&&t===0;return _`<li
      class="${this.markOf(e,t)}"
      @pointerdown=${t=>this.taken(t,e.id)}
    >
      <button
        tabindex=${o?0:-1}
        aria-current=${r?`true`:n}
        @click=${()=>this.dispatchEvent(new CustomEvent(`select`,{detail:e.id}))}
      >
        <span class="picture">
          ${f(a)} ${this.renderPicture(e)}
          <span class="badge number">${t+1}</span>
          <span class="badge length">${k(O(e),{tenths:!0})}</span>
          ${e.muted?_`<span class="badge muted">${f(oe)}</span>`:n}
          ${e.narration===``?n:_`<span class="badge narrated">${f(i)}</span>`}
        </span>
        ${this.renderAbout(e)}
      </button>
      ${this.editable?_`<span class="handle" aria-hidden="true">${f(we)}</span>`:n}
    </li>`}renderAbout({id:e,camera_id:t,start_ms:r,muted:i,narration:a}){let o=this.troubles.get(e);return _`<span class="about">
      <span><bdi>${this.app.cameras.find(t)?.name??c(`moment.gone_camera`)}</bdi></span>
      ${o===void 0?_`<span class="when">${ge(r)}, ${p(r)}</span>`:_`<span class="trouble">${f(ie)}<span>${o}</span></span>`}
      ${i?_`<span class="hidden-text">${c(`story.muted`)}</span>`:n}
      ${a===``?n:_`<span class="hidden-text">${c(`story.narration`)}</span>`}
    </span>`}markOf({id:e},t){let{drag:n}=this;if(n?.before==null)return``;let r=t===this.clips.length-1&&n.before===this.clips.length,i=n.before===t?`before`:r?`after`:``;return n.id===e?`${i} dragged`:i}renderPicture({camera_id:e,start_ms:t}){let r={at:t,width:lt},i=this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:{camera_id:e},query:r});return this.unseen.has(i)?n:_`<img alt="" draggable="false" src=${i} @error=${()=>{this.unseen.add(i),this.requestUpdate()}} />`}taken(e,t){let n=e.composedPath().some(e=>e instanceof Element&&e.matches(`.handle`));this.editable&&e.button===0&&(n||e.pointerType===`mouse`)&&(this.drag={id:t,fromX:e.clientX,pointerId:e.pointerId,before:null})}moved(e){let{drag:t}=this;if(t?.pointerId!==e.pointerId||t.before===null&&Math.abs(e.clientX-t.fromX)<ut)return;let n=e.currentTarget;t.before===null&&n.setPointerCapture(e.pointerId);let r=[...n.querySelectorAll(`li`)].map(e=>{let{left:t,width:n}=e.getBoundingClientRect();return t+n/2}).filter(t=>t<e.clientX).length;r!==t.before&&(this.drag={...t,before:r})}dropped(e){let{drag:t}=this;if(t?.pointerId!==e.pointerId||(this.drag=null,t.before===null))return;let n=this.clips.findIndex(({id:e})=>e===t.id),r=t.before>n?t.before-1:t.before;this.dispatchEvent(new CustomEvent(`move`,{detail:{id:t.id,to:r}}))}};b([w({attribute:!1})],R.prototype,`app`,void 0),b([w({attribute:!1})],R.prototype,`clips`,void 0),b([w({attribute:!1})],R.prototype,`selected`,void 0),b([w({type:Boolean})],R.prototype,`editable`,void 0),b([w({attribute:!1})],R.prototype,`troubles`,void 0),b([t()],R.prototype,`drag`,void 0),R=b([d(`wf-clip-strip`)],R);var dt=4e3,ft=.2,pt=1e3,mt=60;function z({start_ms:e,end_ms:t}){let n=Math.max(dt,(t-e)*ft);return{startMs:Math.max(0,e-n),endMs:t+n}}function ht({startMs:e,endMs:t},{start_ms:n,end_ms:r}){let i=dt/8;return(e===0||e<=n-i)&&r+i<=t}var gt=new WeakMap,_t=Je([]);function B(e){if(e===null)return _t;let t=gt.get(e);return t===void 0&&gt.set(e,t=Je(e)),t}function vt(e,t,n,r,i){return i?n:Ke(e,t,n,r)}function yt(e,t,n,r,i){let a=n===`start`?t.start_ms:t.end_ms;if(i===`free`)return a+r*100;let o=We(e,n,a,r,i)??a+r*pt,s=Ae(t,n,o);return(n===`start`?s.start_ms:s.end_ms)===Math.round(o)?o:a}function bt({words:e},t){return e.findLast(({startMs:e,endMs:n})=>e-mt<=t&&t<n)??null}function xt(e,t,n,r){let i=r?null:bt(e,n);return i===null?n:t===`start`?i.startMs:i.endMs}function St({start_ms:e,end_ms:t},{startMs:n,endMs:r}){return Math.abs(n-e)<=Math.abs(t-r)?{edge:`start`,toMs:n}:{edge:`end`,toMs:r}}var Ct=60,V=class extends r{constructor(...e){super(...e),this.lines=null,this.positionMs=null,this.editable=!1}static{this.styles=[y,g`
      :host {
        display: block;
        max-height: 11rem;
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      p {
        margin: 0 0 0.35rem;
        line-height: 1.7;
        overflow-wrap: anywhere;
      }
      .empty {
        color: var(--wf-muted);
      }
      button {
        display: inline;
        padding: 0.05rem 0.1rem;
        border: 0;
        border-radius: 3px;
        background: none;
        color: var(--wf-muted);
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        text-decoration: underline;
      }
      button.kept {
        background: color-mix(in srgb, var(--wf-accent) 18%, transparent);
        color: var(--wf-text);
      }
      button.said {
        background: color-mix(in srgb, var(--wf-lane-speech) 35%, transparent);
        color: var(--wf-text);
      }
    `]}updated(e){if(!(e.has(`clip`)&&e.get(`clip`)?.id!==this.clip.id)&&!e.has(`lines`))return;let t=this.renderRoot.querySelector(`.kept`);t!==null&&(this.scrollTop=t.offsetTop-this.offsetTop-8)}render(){let{lines:e,clip:t}=this;if(e===null)return _`<p class="empty" role="status">${c(`loading`)}</p>`;let r=z(t),i=e.filter(e=>e.end_ms>r.startMs&&e.start_ms<r.endMs);if(i.length===0)return _`<p class="empty">${c(`story.silent`)}</p>`;let[a,o]=qe(i,Ye(i,this.positionMs??t.start_ms),Ct),s=i.slice(a,o),{words:l}=B(e);return _`${v(s,({id:e})=>e,({id:e,language:t})=>_`<p dir="auto" lang=${t??n}>
          ${l.filter(({lineId:t})=>t===e).map(e=>this.renderWord(e))}
        </p>`)}`}renderWord(e){let{clip:t,positionMs:r}=this,i=e.startMs<t.end_ms&&e.endMs>t.start_ms,a=r!==null&&e.startMs<=r&&r<e.endMs;return _`<button
        class="${i?`kept`:``} ${a?`said`:``}"
        aria-current=${a?`true`:n}
        @click=${t=>this.clicked(t,e)}
      >
        ${e.text}</button
      >${` `}`}clicked({shiftKey:e},t){if(e&&this.editable){let e={...St(this.clip,t),gesture:null};this.dispatchEvent(new CustomEvent(`trim`,{detail:e}))}else this.dispatchEvent(new CustomEvent(`seek`,{detail:t.startMs}))}};b([w({attribute:!1})],V.prototype,`clip`,void 0),b([w({attribute:!1})],V.prototype,`lines`,void 0),b([w({attribute:!1})],V.prototype,`positionMs`,void 0),b([w({type:Boolean})],V.prototype,`editable`,void 0),V=b([d(`wf-clip-words`)],V);var wt=g`
  :host {
    display: block;
    min-width: 0;
  }
  .track {
    position: relative;
    height: 4rem;
    margin: 0 12px;
    border: 1px solid var(--wf-line);
    border-radius: 8px;
    background: color-mix(in srgb, var(--wf-text) 5%, var(--wf-card));
    cursor: crosshair;
    touch-action: none;
    user-select: none;
  }
  .words {
    position: absolute;
    inset: 0;
    overflow: hidden;
    border-radius: 7px;
  }
  .words span {
    position: absolute;
    top: 1.25rem;
    height: 1.5rem;
    min-width: 1px;
    overflow: hidden;
    padding: 0 1px;
    border-left: 1px solid var(--wf-lane-speech);
    border-radius: 2px;
    background: color-mix(in srgb, var(--wf-lane-speech) 22%, transparent);
    font-size: 0.75rem;
    line-height: 1.5rem;
    text-overflow: clip;
    white-space: nowrap;
  }
  .kept {
    position: absolute;
    inset: -1px auto;
    border-block: 2px solid var(--wf-accent);
    background: color-mix(in srgb, var(--wf-accent) 15%, transparent);
    pointer-events: none;
  }
  .playhead {
    position: absolute;
    inset: -4px auto -4px;
    width: 2px;
    margin-left: -1px;
    background: var(--wf-bad);
    pointer-events: none;
  }
  .handle {
    position: absolute;
    top: -1px;
    bottom: -1px;
    width: 24px;
    margin-left: -12px;
    cursor: ew-resize;
    touch-action: none;
  }
  .handle::after {
    content: "";
    position: absolute;
    inset: 0 auto 0 0;
    width: 12px;
    border-radius: 6px 0 0 6px;
    background: linear-gradient(var(--wf-on-accent), var(--wf-on-accent)) center / 2px 45% no-repeat var(--wf-accent);
  }
  .handle.end::after {
    inset: 0 0 0 auto;
    border-radius: 0 6px 6px 0;
  }
  .handle[aria-disabled="true"] {
    cursor: default;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin: 0.15rem 12px 0.5rem;
    color: var(--wf-muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .edges {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1.25rem;
  }
  .edge {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
  }
  .name {
    min-width: 2.75rem;
    font-weight: 500;
  }
  .edge button {
    flex: none;
  }
  input {
    width: 7.5rem;
    border-color: var(--wf-muted);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .length {
    margin: 0;
    color: var(--wf-muted);
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 420px) {
    .here {
      padding: 0 0.6rem;
    }
    input {
      width: 6.5rem;
      padding: 0 0.25rem;
    }
  }
`,Tt=8,Et=400,Dt=[`start`,`end`],H=class extends r{constructor(...e){super(...e),this.lines=null,this.positionMs=null,this.editable=!1,this.drag=null,this.drags=0}static{this.styles=[y,h,ce,wt]}willUpdate(e){e.has(`clip`)&&this.drag===null&&(e.get(`clip`)?.id===this.clip.id&&ht(this.stage,this.clip)||(this.stage=z(this.clip)))}render(){let{clip:e}=this;return _`
      <div
        class="track"
        @pointerdown=${this.pressed}
        @pointermove=${this.moved}
        @pointerup=${this.released}
        @pointercancel=${this.released}
      >
        ${this.renderWords()}
        <span class="kept" style="left:${this.share(e.start_ms)}%;right:${100-this.share(e.end_ms)}%"></span>
        ${this.positionMs===null?n:_`<span class="playhead" style="left:${this.share(this.positionMs)}%"></span>`}
        ${Dt.map(e=>this.renderHandle(e))}
      </div>
      <p class="ends" aria-hidden="true">
        <span>${p(this.stage.startMs)}</span><span>${p(this.stage.endMs)}</span>
      </p>
      <div class="edges">
        ${Dt.map(e=>this.renderEdge(e))}
        <p class="length">${c(`story.length`,{length:k(O(e),{tenths:!0})})}</p>
      </div>
    `}renderWords(){let{startMs:e,endMs:t}=this.stage,n=B(this.lines).words.filter(n=>n.endMs>e&&n.startMs<t);if(n.length>Et){let n=(this.lines??[]).filter(n=>n.end_ms>e&&n.start_ms<t);return _`<span class="words" aria-hidden="true">
        ${n.map(e=>this.renderWord(``,e.start_ms,e.end_ms))}
      </span>`}return _`<span class="words" aria-hidden="true">
      ${n.map(e=>this.renderWord(e.text,e.startMs,e.endMs))}
    </span>`}renderWord(e,t,n){let r=this.share(t);return _`<span style="left:${r}%;width:${this.share(n)-r}%">${e}</span>`}renderHandle(e){let t=this.edgeMs(e);return _`<span
      class="handle ${e}"
      style="left:${this.share(t)}%"
      role="slider"
      tabindex=${this.editable?0:-1}
      aria-disabled=${!this.editable}
      aria-label=${c(`story.edge.${e}`)}
      aria-valuemin=${Math.round(this.stage.startMs)}
      aria-valuemax=${Math.round(this.stage.endMs)}
      aria-valuenow=${t}
      aria-valuetext=${N(t)}
      data-edge=${e}
      @keydown=${t=>this.steered(t,e)}
    ></span>`}renderEdge(e){let t=c(`story.edge.${e}`),n=!this.editable;return _`<div class="edge" role="group" aria-label=${t}>
      <span class="name" aria-hidden="true">${t}</span>
      <button
        class="round"
        ?disabled=${n}
        aria-label=${c(`story.${e}_back`)}
        title=${c(`story.${e}_back`)}
        @click=${()=>this.step(e,-1,`word`)}
      >
        ${f(de)}
      </button>
      <input
        inputmode="text"
        autocomplete="off"
        aria-label=${c(`story.edge_time`,{edge:t})}
        ?disabled=${n}
        .value=${N(this.edgeMs(e))}
        @change=${t=>this.typed(t.target,e)}
        @blur=${t=>t.target.value=N(this.edgeMs(e))}
      />
      <button
        class="round"
        ?disabled=${n}
        aria-label=${c(`story.${e}_on`)}
        title=${c(`story.${e}_on`)}
        @click=${()=>this.step(e,1,`word`)}
      >
        ${f(pe)}
      </button>
      <button
        class="here"
        ?disabled=${n||this.positionMs===null}
        @click=${t=>this.putHere(e,t.altKey)}
      >
        ${c(`story.here`)}
      </button>
    </div>`}putHere(e,t){this.positionMs!==null&&this.tell(e,xt(B(this.lines),e,this.positionMs,t),null)}step(e,t,n){this.tell(e,yt(B(this.lines),this.clip,e,t,n),null)}steered(e,t){let n={ArrowLeft:-1,ArrowRight:1}[e.key];n!==void 0&&this.editable&&(e.preventDefault(),this.step(t,n,e.altKey?`free`:e.ctrlKey?`sentence`:`word`))}typed(e,t){let n=He(e.value,this.edgeMs(t));n!==null&&this.tell(t,n,null)}pressed(e){if(e.button!==0)return;e.preventDefault();let[t]=e.composedPath(),n=t instanceof HTMLElement?t.dataset.edge:void 0;n===void 0||!this.editable?this.dispatchEvent(new CustomEvent(`seek`,{detail:this.instant(e)})):(t.focus(),this.track.setPointerCapture(e.pointerId),this.drag={edge:n,pointerId:e.pointerId,gesture:`trim ${++this.drags}`})}moved(e){let{drag:t}=this;if(t?.pointerId!==e.pointerId)return;let n=Tt*P(this.stage)/Math.max(1,this.track.clientWidth),r=vt(B(this.lines),t.edge,this.instant(e),n,e.altKey);this.tell(t.edge,r,t.gesture)}released(e){this.drag?.pointerId===e.pointerId&&(this.drag=null,ht(this.stage,this.clip)||(this.stage=z(this.clip)),this.dispatchEvent(new CustomEvent(`settle`)))}tell(e,t,n){this.dispatchEvent(new CustomEvent(`trim`,{detail:{edge:e,toMs:t,gesture:n}}))}edgeMs(e){return e===`start`?this.clip.start_ms:this.clip.end_ms}share(e){let t=(e-this.stage.startMs)/P(this.stage);return Math.round(Math.min(Math.max(0,t),1)*1e5)/1e3}instant({clientX:e}){let{left:t,width:n}=this.track.getBoundingClientRect();return Math.round(this.stage.startMs+(e-t)/Math.max(1,n)*P(this.stage))}};b([w({attribute:!1})],H.prototype,`clip`,void 0),b([w({attribute:!1})],H.prototype,`lines`,void 0),b([w({attribute:!1})],H.prototype,`positionMs`,void 0),b([w({type:Boolean})],H.prototype,`editable`,void 0),b([t()],H.prototype,`stage`,void 0),b([te(`.track`)],H.prototype,`track`,void 0),H=b([d(`wf-clip-trim`)],H);function Ot(e,t,r){let{title:i}=e.list,{past:a,future:o}=e.get().history;return _`<header>
    <a class="button plain round" href="stories" aria-label=${c(`stories.all`)} title=${c(`stories.all`)}
      >${f(l)}</a
    >
    <h1 class="hidden-text">${i}</h1>
    <input
      class="title"
      maxlength=${200}
      autocomplete="off"
      aria-label=${c(`stories.title`)}
      ?readonly=${!t}
      .value=${i}
      @change=${e=>{let t=e.target,n=t.value.trim();n===``?t.value=i:r.named(n)}}
    />
    ${t?_`${U(_e,c(`story.undo`),a.length>0,()=>r.wanted(`undo`))}
            ${U(he,c(`story.redo`),o.length>0,()=>r.wanted(`redo`))}
            <button class="primary" @click=${r.exported}>${f(ne)}${c(`story.export`)}</button>`:n}
  </header>`}function kt({saving:e,error:t},r,{retried:i,decided:a,rescued:o}){if(!r)return _`<p class="saving">${c(`story.read_only`)}</p>`;let s={offline:[c(`offline.retry`),i],failed:[c(`failure.retry`),i],conflict:[c(`story.decide`),a],gone:[c(`story.rescue`),o]}[e],l=e===`failed`&&t!==null?` ${t.message}`:``;return _`<p class="saving ${s===void 0?``:`trouble`}" role="status">
    ${c(`story.saving.${e}`)}${l}
    ${s===void 0?n:_`<button @click=${s[1]}>${s[0]}</button>`}
  </p>`}function At(t,n,r,i){let a=t>=0;return _`<div class="tools" role="toolbar" aria-label=${c(`story.tools`)}>
    <button class="primary" ?disabled=${n>=200} @click=${r}>${f(fe)}${c(`story.add`)}</button>
    ${U(l,c(`story.move_left`),t>0,()=>i({kind:`move`,direction:-1}))}
    ${U(e,c(`story.move_right`),a&&t<n-1,()=>i({kind:`move`,direction:1}))}
    ${U(se,c(`story.split`),a,()=>i({kind:`split`}))}
    ${U(me,c(`story.duplicate`),a,()=>i({kind:`duplicate`}))}
    ${U(Te,c(`story.remove`),a,()=>i({kind:`remove`}))}
  </div>`}function U(e,t,n,r){return _`<button class="plain round" ?disabled=${!n} aria-label=${t} title=${t} @click=${r}>
    ${f(e)}
  </button>`}var jt={Delete:{kind:`remove`},Backspace:{kind:`remove`},s:{kind:`split`},d:{kind:`duplicate`}," ":{kind:`play`}},Mt={z:{kind:`undo`},Z:{kind:`redo`},y:{kind:`redo`}},Nt={ArrowLeft:-1,ArrowRight:1},Pt={KeyI:`start`,KeyO:`end`,i:`start`,o:`end`,I:`start`,O:`end`};function Ft(e){let{key:t,code:n,altKey:r}=e;if(e.ctrlKey||e.metaKey)return r?null:Lt(e);let i=Nt[t];if(i!==void 0)return{kind:r?`move`:`select`,direction:i};let a=Pt[n]??Pt[t];return a===void 0?r?null:It(t):{kind:`edge`,edge:a,isFree:r}}function It(e){return jt[e]??jt[e.toLowerCase()]??null}function Lt({key:e,shiftKey:t}){return Mt[t?e.toUpperCase():e]??null}var Rt=g`
  :host {
    display: grid;
    gap: 1rem;
    min-width: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
  }
  input.title {
    flex: 1 1 10rem;
    border-color: transparent;
    background: none;
    font-size: 1.35rem;
    font-weight: 600;
  }
  input.title:hover:not([readonly]) {
    border-color: var(--wf-muted);
  }
  .saving {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    margin: -0.75rem 0 0;
    padding-left: 3.8rem;
    color: var(--wf-muted);
    font-size: 0.875rem;
  }
  .saving.trouble {
    color: var(--wf-warn);
    font-weight: 500;
  }
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
  }
  .side {
    display: grid;
    align-content: start;
    gap: 0.75rem;
    min-width: 0;
    padding: 1rem;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
  }
  section {
    min-width: 0;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
    margin-bottom: 0.25rem;
  }
  label.tick {
    flex-direction: row;
    align-items: center;
    gap: 0.5rem;
    min-height: 2rem;
    font-weight: 400;
  }
  summary {
    width: fit-content;
    color: var(--wf-muted);
    cursor: pointer;
  }
  @media (min-width: 1000px) {
    .main {
      grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    }
  }
`;function zt({start_ms:e,end_ms:t,reason:n,unreadable:r}){let i=c(r?`story.unreadable`:`gap.${n}`);return c(`story.hole`,{start:p(e),length:S(t-e),reason:i})}function W({recorded_ms:e}){return e===0}function Bt(e){let[t]=e.holes;return W(e)?e.gone?c(`story.camera_gone`):t===void 0?c(`story.lost`):c(`story.lost_because`,{reason:c(`gap.${t.reason}`)}):t===void 0?null:c(`story.lacks`,{length:S(e.holes.reduce((e,t)=>e+t.end_ms-t.start_ms,0))})}function Vt(e){let t=(e?.clips??[]).map(e=>[e.clip_id,Bt(e)]);return new Map(t.filter(e=>e[1]!==null))}var Ht=class extends C{constructor(e){super(null),this.api=e,this.holes=new Map,this.troubles=new Map,this.asked=null}async look({id:e,version:t}){if(this.asked!==t){this.asked=t;try{let n=await this.api.check(e);if(this.asked!==t)return;this.holes=new Map(n.clips.map(({clip_id:e,holes:t})=>[e,t])),this.troubles=Vt(n),this.set(n)}catch{this.asked===t&&(this.asked=null)}}}},G=class extends r{static{this.styles=[y,h,A]}constructor(){super(),this.open=!1,this.copy=()=>{let e=c(`stories.copy_of`,{title:this.session.list.title}).slice(0,200);this.app.toasts.attempt(async()=>{let{id:t}=await this.session.copyMine(e);this.app.router.go(`stories/${encodeURIComponent(t)}`)})},this.close=()=>{this.dispatchEvent(new CustomEvent(`closed`))},new T(this,()=>[this.session])}render(){let{theirs:e}=this.session.get(),t=this.session.list;return _`<wf-dialog .open=${this.open&&e!==null} heading=${c(`story.conflict`)} @closed=${this.close}>
      ${e===null?``:_`<div class="stack">
              <p class="hint">${c(`story.conflict_text`)}</p>
              <div class="pair">
                <section class="card" aria-labelledby="mine">
                  <h2 id="mine">${c(`story.mine`)}</h2>
                  ${Ut(t)}
                </section>
                <section class="card" aria-labelledby="theirs">
                  <h2 id="theirs">${c(`story.theirs`)}</h2>
                  ${Ut(e)}
                  <p class="hint">${c(`stories.changed`,{when:m(e.updated_ms)})}</p>
                </section>
              </div>
            </div>`}
      <button slot="actions" @click=${this.copy}>${c(`story.copy_mine`)}</button>
      <button slot="actions" @click=${()=>this.session.takeTheirs()}>${c(`story.take_theirs`)}</button>
      <button slot="actions" class="primary" @click=${()=>void this.session.keepMine()}>
        ${c(`story.keep_mine`)}
      </button>
    </wf-dialog>`}};b([w({attribute:!1})],G.prototype,`app`,void 0),b([w({attribute:!1})],G.prototype,`session`,void 0),b([w({type:Boolean})],G.prototype,`open`,void 0),G=b([d(`wf-story-conflict`)],G);function Ut({title:e,clips:t}){return _`<p><bdi>${e}</bdi></p>
    <p class="hint">${c(`stories.clips`,{count:t.length})} · ${k(Oe(t))}</p>`}var K=`wf-story-`,Wt=class{constructor(e=()=>localStorage){this.storage=e}put(e,t){this.attempt(n=>n.setItem(K+e,JSON.stringify(t)))}get(e){let t=this.attempt(t=>t.getItem(K+e));try{let e=JSON.parse(t??`null`);return Kt(e)?Gt(e):null}catch{return null}}clear(e){this.attempt(t=>t.removeItem(K+e))}attempt(e){try{return e(this.storage())}catch{return null}}};function Gt(e){let t=e.list.clips.map(e=>({...e,narration:e.narration??``}));return{...e,list:{...e.list,clips:t}}}function Kt(e){return q(e)&&typeof e.version==`number`&&qt(e.list)}function qt(e){return q(e)&&typeof e.title==`string`&&Array.isArray(e.clips)&&e.clips.every(Jt)}function Jt(e){if(!q(e))return!1;let{id:t,camera_id:n,start_ms:r,end_ms:i,sound:a}=e;return typeof t==`string`&&typeof n==`string`&&typeof r==`number`&&typeof i==`number`&&r<i&&Array.isArray(a)}function q(e){return typeof e==`object`&&!!e}var J=class extends r{static{this.styles=[y,h,A,g`
      ul {
        margin: 0;
        padding-left: 1.2rem;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
      .lost {
        color: var(--wf-bad);
        font-weight: 500;
      }
      .part {
        display: grid;
        gap: 0.5rem;
      }
      .job {
        padding-top: 0.75rem;
        border-top: 1px solid var(--wf-line);
      }
    `]}constructor(){super(),this.open=!1,this.check=null,this.told=null,this.isStrict=!1,this.isBusy=!1,this.close=()=>{this.dispatchEvent(new CustomEvent(`closed`))},new T(this,()=>[this.app.jobs,this.session])}willUpdate(e){e.has(`open`)&&this.open&&this.look()}render(){let e=this.check?.clips.some(W)??!0,t=this.session.list.clips.length===0,r=this.job();return _`<wf-dialog .open=${this.open} heading=${c(`story.export`)} @closed=${this.close}>
      <div class="stack">
        ${this.told===null?n:_`<wf-problem .told=${this.told}></wf-problem>`}
        ${t?_`<p>${c(`story.empty`)}</p>`:this.renderCheck()}
        ${r===null?n:this.renderJob(r)}
      </div>
      <button slot="actions" @click=${this.close}>${c(`story.close`)}</button>
      <button
        slot="actions"
        class="primary"
        ?disabled=${this.isBusy||t||e||r!==null&&u(r)}
        @click=${()=>void this.order()}
      >
        ${c(`story.export_do`)}
      </button>
    </wf-dialog>`}renderCheck(){let{check:e}=this;if(e===null)return _`<p role="status">${this.told===null?c(`story.checking`):``}</p>`;let t=Vt(e),r=e.clips.some(W);return _`<div class="part">
        <p>${c(`story.will_last`,{length:k(e.recorded_ms)})}</p>
        ${r?_`<p class="lost" role="alert">${c(`story.cannot`)}</p>`:n}
        ${t.size===0?n:_`<ul>
                ${e.clips.flatMap((e,n)=>{let r=t.get(e.clip_id);return r===void 0?[]:[_`<li>${c(`story.clip_trouble`,{number:n+1,trouble:r})}</li>`]})}
              </ul>`}
        ${this.renderSilent(e)}
        ${e.reencoded.length===0?_`<p class="hint">${c(`story.copied`)}</p>`:_`<p class="hint">
                ${c(`story.reencoded`,{why:e.reencoded.map(e=>c(`story.why.${e}`)).join(`, `)})}
              </p>`}
      </div>
      <wf-switch
        label=${c(`story.strict`)}
        .checked=${this.isStrict}
        @change=${()=>this.isStrict=!this.isStrict}
      ></wf-switch>`}renderSilent({clips:e}){let t=[...new Set(e.flatMap(({silent_ids:e})=>e))];if(t.length===0)return n;let r=t.map(e=>this.app.cameras.find(e)?.name??c(`moment.gone_camera`)).join(`, `);return _`<p class="hint">${c(`story.no_sound`,{names:r})}</p>`}renderJob(e){let t=e.transfer?.left_s;return _`<section class="part job" aria-label=${c(`story.last_export`)}>
      <p role="status">
        ${c(`story.export_of`,{when:m(e.created_ms)})}:
        ${c(`jobs.state.${e.state}`)}${e.state===`running`?` · ${ve(e)}`:``}${typeof t==`number`?` · ${c(`jobs.left`,{time:S(t*1e3)})}`:``}
      </p>
      ${u(e)?_`<div class="row">
              <progress max="1" .value=${e.progress} aria-label=${c(`story.export`)}></progress>
              <button ?disabled=${e.cancelling} @click=${()=>void this.app.toasts.attempt(()=>this.app.jobs.cancel(e.id))}>${c(`jobs.cancel`)}</button>
            </div>`:n}
      ${e.problem===null?n:_`<wf-problem .told=${e.problem}></wf-problem>`}
      ${e.result===null?n:this.renderResult(e,e.result.files)}
    </section>`}renderResult(e,t){let{notes:r,holes:i}=e.result??{notes:[],holes:[]};return _`
      ${this.isOld(e)?_`<p class="hint">${c(`story.old_export`)}</p>`:n}
      <div class="row">${t.map((t,n)=>this.renderFile(e,t,n===0))}</div>
      ${r.length+i.length===0?n:_`<ul>
              ${i.map(e=>_`<li>${zt(e)}</li>`)} ${r.map(e=>_`<li>${e}</li>`)}
            </ul>`}
    `}renderFile(e,t,n){let r={params:{job_id:e.id},query:{name:t.name}},i=this.app.api.url(`GET /api/exports/{job_id}/file`,r);return _`<a class="button ${n?`primary`:``}" href=${i} download=${t.name}>
      ${f(ue)}${n?c(`story.download`):t.name} (${je(t.size_bytes)})
    </a>`}job(){let{id:e}=this.session.get().story;return(this.app.jobs.get().value??[]).find(t=>t.export?.story?.story_id===e)??null}isOld(e){return this.session.isDirty||e.export?.story?.version!==this.session.get().story.version}async look(){this.told=this.check=null;try{if(!await this.session.flush()){let{error:e}=this.session.get();this.told=e===null?{code:null,message:c(`story.unsaved`),field:null}:j(e)}this.check=await new E(this.app.api).check(this.session.get().story.id)}catch(e){this.told=j(e)}}async order(){this.isBusy=!0,this.told=null;try{await new E(this.app.api).export(this.session.get().story.id,this.isStrict),await this.app.jobs.load()}catch(e){this.told=j(e)}finally{this.isBusy=!1}}};b([w({attribute:!1})],J.prototype,`app`,void 0),b([w({attribute:!1})],J.prototype,`session`,void 0),b([w({type:Boolean})],J.prototype,`open`,void 0),b([t()],J.prototype,`check`,void 0),b([t()],J.prototype,`told`,void 0),b([t()],J.prototype,`isStrict`,void 0),b([t()],J.prototype,`isBusy`,void 0),J=b([d(`wf-story-export`)],J);function Yt({muted:e,sound:t}){return e?`none`:t.length===0?`own`:`mixed`}function Xt(e,t){return e.includes(t)?e.length>1?e.filter(e=>e!==t):e:[...e,t]}function Zt({captions:e,blur:t},n,r){return _`<fieldset class="pair" ?disabled=${n}>
    <legend class="hidden-text">${c(`story.options`)}</legend>
    ${M({label:c(`story.captions`),value:e,options:[`none`,`soft`,`sidecar`,`burned_in`].map(e=>[e,c(`story.caption.${e}`)]),changed:e=>r({kind:`story`,part:{captions:e}})})}
    ${M({label:c(`story.blur`),value:t??`none`,options:[`none`,`unknown`,`all`].map(e=>[e,c(`story.blurred.${e}`)]),changed:e=>r({kind:`story`,part:{blur:e===`none`?null:e}})})}
  </fieldset>`}function Qt(e,t,r,i){let{id:a,camera_id:o,sound:s}=e,l=e=>i({kind:`sound`,id:a,part:e}),ee={own:{muted:!1,sound:[]},none:{muted:!0},mixed:{muted:!1,sound:s.length>0?s:[o]}},u=Yt(e);return _`<fieldset class="stack" ?disabled=${r}>
    <legend class="hidden-text">${c(`story.sound`)}</legend>
    ${M({label:c(`story.sound`),value:u,options:[`own`,`mixed`,`none`].map(e=>[e,c(`story.heard.${e}`)]),changed:e=>l(ee[e])})}
    ${u===`mixed`?_`<div class="row" role="group" aria-label=${c(`story.heard.mixed`)}>
            ${t.map(e=>_`<label class="tick">
                  <input
                    type="checkbox"
                    .checked=${s.includes(e.id)}
                    ?disabled=${s.length===1&&s.includes(e.id)}
                    @change=${()=>l({sound:Xt(s,e.id)})}
                  />
                  <bdi>${e.name}</bdi>
                </label>`)}
          </div>`:n}
  </fieldset>`}function $t(e){let t=0;return e.map(e=>{let n=t;return t+=O(e),n})}function en(e,t){let n=Math.max(0,t);for(let[t,r]of e.entries()){if(n<O(r)||t===e.length-1)return{index:t,clip:r,atMs:Math.min(r.start_ms+n,r.end_ms)};n-=O(r)}return null}function tn(e,t,n){let r=e.findIndex(e=>e.id===t),i=e[r],a=$t(e)[r];return i===void 0||a===void 0?null:a+Math.min(Math.max(0,n-i.start_ms),O(i))}var nn=12e4,Y=6e4;function rn({camera_id:e,start_ms:t,end_ms:n},r){let i=Math.floor(Math.max(0,t-nn)/Y)*Y,a=Math.ceil((n+nn)/Y)*Y;return{camera_id:e,start_ms:i,end_ms:Math.max(i+1,Math.min(a,r))}}var an=class{constructor(e,t,n){this.video=e,this.reel=t,this.address=n,this.window=null,this.wish=null,this.shownMs=null,this.leave=t.state.subscribe(e=>{on(e)&&this.fulfil()})}stop(){this.leave(),this.reel.stop()}covers({camera_id:e,start_ms:t,end_ms:n}){let{window:r}=this;return r?.camera_id===e&&r.start_ms<=t&&n<=r.end_ms}isReady(e){return this.covers(e)&&on(this.reel.state.get())}show(e,t,n){let r=this.reel.state.get();this.covers(e)&&(r===`loading`||on(r))?(this.wish={atMs:t,opening:n},r!==`loading`&&this.fulfil()):(this.window=rn(e,Date.now()),this.wish=null,this.shownMs=t,this.reel.open(this.address(this.window),t,n))}fulfil(){let{wish:e}=this;if(e===null)return;this.wish=null;let{atMs:t,opening:n}=e;(t!==this.shownMs||this.reel.position.get()===null)&&this.reel.seek(t),this.shownMs=n.isPlaying===!0?null:t,n.isPlaying===!0?this.reel.play(n.untilMs??null):this.reel.pause()}};function on(e){return e===`ready`||e===`unplayable`}var sn=40,cn={clipId:null,atMs:0,isPlaying:!1,isLoading:!1,isStill:!1,trouble:null,front:0},ln=class extends C{constructor(e,t,n){super(cn),this.clips=[],this.holes=new Map,this.skip=()=>{let{clipId:e,front:t}=this.get(),n=this.clips.findIndex(({id:t})=>t===e),r=this.clips[n+1];this.front.reel.pause(),r===void 0?(this.pause(),this.patch({atMs:this.clips[n]?.end_ms??0})):(this.patch({front:+(t===0)}),this.show(r.id,r.start_ms))},this.finished=()=>{let{isPlaying:e,clipId:t}=this.get();if(!e)return;let n=this.find(t),r=n===null?null:this.takeOf(n).at(-1);r!=null&&this.patch({clipId:r.id}),this.skip()};let r=r=>{let i=e=>()=>{r===this.get().front&&e()},a=new an(e[r],t(e[r],i(this.finished)),n);return a.reel.state.subscribe(e=>i(()=>this.judge(e))()),a.reel.position.subscribe(e=>i(()=>this.follow(e))()),a};this.screens=[r(0),r(1)]}stop(){for(let e of this.screens)e.stop()}setClips(e){let{clipId:t,atMs:n}=this.get(),r=this.clips.findIndex(({id:e})=>e===t);this.clips=e;let i=this.find(t)??e[Math.min(Math.max(0,r),e.length-1)];i===void 0?(this.pause(),this.patch({clipId:null,trouble:null,isLoading:!1})):i.id!==t||n<i.start_ms||n>i.end_ms?this.show(i.id,i.id===t?Math.min(Math.max(i.start_ms,n),i.end_ms):i.start_ms):(this.tune(i),this.get().isPlaying&&this.front.reel.play(this.takeEnd(i)),this.prepare())}setHoles(e){this.holes=e;let{clipId:t,atMs:n,isPlaying:r}=this.get(),i=this.find(t);i!==null&&!r&&this.pastHoles(i,n)!==n&&this.show(i.id,n)}show(e,t){let n=this.find(e);if(n===null)return;let r=this.pastHoles(n,t);r===null?(this.front.reel.pause(),this.patch({clipId:e,atMs:t,trouble:`missing`,isLoading:!1,isPlaying:!1})):(this.patch({clipId:e,atMs:r,trouble:null,isLoading:!this.front.isReady(n)}),this.tune(n),this.front.show(n,r,this.opening(n)),this.prepare())}toggle(){this.get().isPlaying?this.pause():this.play()}play(){let{clipId:e,atMs:t}=this.get(),[n]=this.clips,r=this.find(e)??n;r!==void 0&&n!==void 0&&(this.patch({isPlaying:!0}),r===this.clips.at(-1)&&t>=r.end_ms-sn?this.show(n.id,n.start_ms):this.show(r.id,r.id===e?t:r.start_ms))}pause(){this.patch({isPlaying:!1});for(let{reel:e}of this.screens)e.pause()}get front(){return this.screens[this.get().front]}find(e){return this.clips.find(t=>t.id===e)??null}judge(e){let t=e===`missing`||e===`offline`||e===`failed`;this.patch({trouble:t?e:null,isLoading:e===`loading`,isStill:e===`unplayable`}),t?this.patch({isPlaying:!1}):e!==`loading`&&this.prepare()}follow(e){let{clipId:t,isPlaying:n}=this.get(),r=this.find(t);if(r!==null&&e!==null){if(n){let t=this.takeOf(r).findLast(({start_ms:t})=>t<=e);t!==void 0&&t!==r&&(r=t,this.tune(r),this.patch({clipId:r.id}),this.prepare())}e>=r.start_ms-sn&&this.patch({atMs:Math.min(Math.max(r.start_ms,e),r.end_ms)})}}pastHoles({id:e,end_ms:t},n){let r=n;for(let t of this.holes.get(e)??[])t.start_ms<=r&&r<t.end_ms&&(r=t.end_ms);return r>=t&&r>n?null:r}takeOf(e){let t=[e];for(let n of this.clips.slice(this.clips.indexOf(e)+1)){let r=t.at(-1)??e;if(!(Math.abs(n.start_ms-r.end_ms)<=sn)||n.camera_id!==e.camera_id||!this.front.covers(n))break;t.push(n)}return t}takeEnd(e){return this.takeOf(e).at(-1)?.end_ms??e.end_ms}opening(e){return{isPlaying:this.get().isPlaying,untilMs:this.takeEnd(e)}}tune({muted:e,sound:t,camera_id:n}){this.front.video.muted=e||t.length>0&&!t.includes(n)}prepare(){let{clipId:e,front:t}=this.get(),n=this.find(e);if(n===null||!this.front.isReady(n))return;let r=this.takeOf(n).at(-1)??n,i=this.clips[this.clips.indexOf(r)+1],a=i===void 0?null:this.pastHoles(i,i.start_ms);if(i===void 0||a===null)return;let o=this.screens[+(t===0)];o.video.muted=!0,o.show(i,a,{isPlaying:!1})}patch(e){let t=this.get(),n={...t,...e};Object.entries(n).some(([e,n])=>t[e]!==n)&&this.set(n)}},un=100,X=class extends r{constructor(...e){super(...e),this.holes=new Map,this.showing=null,this.player=null,this.leave=null}static{this.styles=[y,h,Xe,g`
      :host {
        display: block;
        min-width: 0;
      }
      .picture {
        position: relative;
        overflow: hidden;
        aspect-ratio: 16 / 9;
        border-radius: var(--wf-radius);
        background: #0b0e0d;
        color: #e7edea;
      }
      .over {
        position: absolute;
        inset: 0 0 auto;
        padding: 0.35rem 0.75rem;
        background: rgb(0 0 0 / 65%);
        font-size: 0.8125rem;
      }
      video,
      img {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      video {
        visibility: hidden;
      }
      video.front {
        visibility: visible;
      }
      .cover.loading {
        background: none;
        pointer-events: none;
      }
      p {
        margin: 0;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 0.25rem;
        padding-top: 0.5rem;
      }
      input {
        flex: 1;
        min-width: 4rem;
        min-height: 2.5rem;
        accent-color: var(--wf-accent);
      }
      .time {
        color: var(--wf-muted);
        font-size: 0.875rem;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .note {
        padding-top: 0.35rem;
        color: var(--wf-muted);
        font-size: 0.875rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.start()}disconnectedCallback(){this.leave?.(),this.player?.stop(),this.player=null,super.disconnectedCallback()}show(e,t){this.player?.show(e,t)}toggle(){this.player?.toggle()}firstUpdated(){this.start()}updated(e){e.has(`holes`)&&this.player?.setHoles(this.holes),e.has(`list`)&&e.get(`list`)?.clips!==this.list.clips&&this.player?.setClips(this.list.clips)}render(){let{showing:e}=this,t=e?.front??0;return _`
      <div class="picture">
        ${[0,1].map(e=>_`<video
              class=${e===t?`front`:``}
              playsinline
              aria-hidden=${e===t?`false`:`true`}
              aria-label=${c(`story.preview`)}
              @click=${()=>this.toggle()}
            ></video>`)}
        ${this.renderStill()} ${this.renderCaption()} ${this.renderCover()}
      </div>
      ${this.renderBar()} ${this.renderNotes()}
    `}renderStill(){let{showing:e,list:t}=this,r=t.clips.find(({id:t})=>t===e?.clipId);if(e?.isStill!==!0||r===void 0)return n;let i=this.app.cameras.find(r.camera_id)?.name??c(`moment.gone_camera`);return _`${Fe(this.app,{id:r.camera_id,name:i},e.atMs)}
      <p class="over" role="status">${c(`timeline.unplayable`)}</p>`}renderCaption(){let{showing:e,list:t}=this,r=t.clips.find(({id:t})=>t===e?.clipId);if(t.captions===`none`||r===void 0||e===null)return n;let i=Ve(this.lines.around(r)??[],e.atMs);return i===null?n:_`<p class="caption" dir="auto">${i.text}</p>`}renderCover(){let{showing:e,list:t}=this;return t.clips.length===0?_`<div class="cover"><p>${c(`story.empty`)}</p></div>`:e?.trouble==null?e?.isLoading===!0?_`<div class="cover loading" role="status"><p>${c(`loading`)}</p></div>`:n:_`<div class="cover" role="status">
        <p>${c(`story.trouble.${e.trouble}`)}</p>
        <button @click=${()=>this.player?.skip()}>${c(`story.skip`)}</button>
      </div>`}renderBar(){let e=Oe(this.list.clips),t=this.storyMs(),n=this.showing?.isPlaying??!1,r=this.list.clips.length===0,i=c(n?`story.pause`:`story.play`);return _`<div class="bar">
      ${this.renderStep(xe,c(`story.clip_before`),-1)}
      <button class="plain round" ?disabled=${r} aria-label=${i} title=${i} @click=${()=>this.toggle()}>
        ${f(n?re:ee)}
      </button>
      ${this.renderStep(ye,c(`story.clip_after`),1)}
      <input
        type="range"
        min="0"
        max=${Math.max(1,e)}
        step=${un}
        ?disabled=${r}
        aria-label=${c(`story.position`)}
        aria-valuetext=${this.where(t)}
        .value=${String(t)}
        @input=${e=>this.seek(e.target.valueAsNumber)}
      />
      <span class="time">${k(t)} / ${k(e)}</span>
    </div>`}renderStep(e,t,n){let{clips:r}=this.list,i=r[r.findIndex(({id:e})=>e===this.showing?.clipId)+n];return _`<button
      class="plain round"
      ?disabled=${i===void 0}
      aria-label=${t}
      title=${t}
      @click=${()=>{i!==void 0&&this.show(i.id,i.start_ms)}}
    >
      ${f(e)}
    </button>`}renderNotes(){let{blur:e,clips:t}=this.list,r=t.some(({sound:e,camera_id:t,muted:n})=>!n&&e.some(e=>e!==t)),i=[...e===null?[]:[c(`story.note_blur`)],...r?[c(`story.note_mixed`)]:[],...t.some(({narration:e})=>e!==``)?[c(`story.note_narration`)]:[]];return i.length===0?n:_`${i.map(e=>_`<p class="note">${e}</p>`)}`}storyMs(){let{showing:e}=this;return e?.clipId==null?0:tn(this.list.clips,e.clipId,e.atMs)??0}where(e){let t=en(this.list.clips,e);if(t===null)return k(e);let n=this.app.cameras.find(t.clip.camera_id)?.name??c(`moment.gone_camera`);return`${k(e)}, ${n}, ${m(t.atMs)}`}seek(e){let t=en(this.list.clips,e);t!==null&&this.show(t.clip.id,t.atMs)}start(){let[e,t]=this.videos;if(this.player!==null||e===void 0||t===void 0)return;let n=new ln([e,t],(e,t)=>new Ie(e,t),({camera_id:e,start_ms:t,end_ms:n})=>this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:{camera_id:e,start_ms:t,end_ms:n}}));this.player=n,this.leave=n.subscribe(e=>{this.showing=e,this.dispatchEvent(new CustomEvent(`showing`,{detail:e}))}),n.setHoles(this.holes),n.setClips(this.list.clips)}};b([w({attribute:!1})],X.prototype,`app`,void 0),b([w({attribute:!1})],X.prototype,`list`,void 0),b([w({attribute:!1})],X.prototype,`lines`,void 0),b([w({attribute:!1})],X.prototype,`holes`,void 0),b([t()],X.prototype,`showing`,void 0),b([Ce(`video`)],X.prototype,`videos`,void 0),X=b([d(`wf-story-preview`)],X);var Z=class extends r{static{this.styles=[y,h,A,Rt]}constructor(){super(),this.selected=null,this.showing=null,this.asking=null,this.isPutOff=!1,this.leave=[],this.answered=()=>{this.asking=null},this.pressed=e=>{let t=this.asking!==null||Re(e)?null:Ft(e);t!==null&&(e.preventDefault(),this.act(t))},new T(this,()=>[this.app.me,this.app.cameras])}connectedCallback(){super.connectedCallback(),addEventListener(`keydown`,this.pressed),this.hasUpdated&&this.begin()}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),this.end(),super.disconnectedCallback()}willUpdate(e){e.has(`story`)&&this.begin();let t=this.clip();t!==null&&this.lines.want(t),this.session.list.captions!==`none`&&this.session.list.clips.forEach(e=>this.lines.want(e))}render(){let{history:e}=this.session.get(),{clips:t}=e.now,r=this.canEdit();return _`
      ${Ot(this.session,r,{named:e=>this.edit({kind:`story`,part:{title:e}}),wanted:e=>this.act({kind:e}),exported:()=>this.asking=`export`})}
      ${kt(this.session.get(),r,{retried:this.session.hurry,decided:()=>this.isPutOff=!1,rescued:()=>void this.rescue()})}
      <div class="main">
        <wf-story-preview
          .app=${this.app}
          .list=${e.now}
          .lines=${this.lines}
          .holes=${this.checks.holes}
          @showing=${e=>this.shown(e.detail)}
        ></wf-story-preview>
        <div class="side">${this.renderClip(r)}</div>
      </div>
      <section aria-label=${c(`story.clips`)}>
        ${r?At(t.findIndex(({id:e})=>e===this.selected),t.length,()=>this.asking=`add`,e=>this.act(e)):n}
        <wf-clip-strip
          .app=${this.app}
          .clips=${t}
          .selected=${this.selected}
          .troubles=${this.checks.troubles}
          ?editable=${r}
          @select=${e=>this.select(e.detail)}
          @move=${e=>this.edit({kind:`move`,...e.detail})}
        ></wf-clip-strip>
      </section>
      ${Zt(e.now,!r,e=>this.edit(e))}
      <details>
        <summary>${c(`story.keys`)}</summary>
        <p class="hint">${c(`story.keys_text`)}</p>
      </details>
      <wf-add-clip
        .app=${this.app}
        .near=${this.clip()}
        ?open=${this.asking===`add`}
        @add=${e=>this.add(e.detail)}
        @closed=${this.answered}
      ></wf-add-clip>
      <wf-story-export
        .app=${this.app}
        .session=${this.session}
        ?open=${this.asking===`export`}
        @closed=${this.answered}
      ></wf-story-export>
      <wf-story-conflict
        .app=${this.app}
        .session=${this.session}
        ?open=${!this.isPutOff}
        @closed=${()=>this.isPutOff=!0}
      ></wf-story-conflict>
    `}renderClip(e){let t=this.clip();if(t===null)return _`<p class="hint">${c(e?`story.none_chosen`:`story.empty`)}</p>`;let r=this.lines.around(t),i=this.placeIn(t),a=e=>this.preview?.show(t.id,e.detail),o=({detail:e})=>this.trimmed(t,e);return _`
      <h2>${c(`story.cut`)}</h2>
      <wf-clip-trim
        .clip=${t}
        .lines=${r}
        .positionMs=${i}
        ?editable=${e}
        @seek=${a}
        @trim=${o}
        @settle=${()=>this.session.settle()}
      ></wf-clip-trim>
      <wf-clip-words
        .clip=${t}
        .lines=${r}
        .positionMs=${i}
        ?editable=${e}
        @seek=${a}
        @trim=${o}
      ></wf-clip-words>
      ${e?_`<p class="hint">${c(`story.words_hint`)}</p>`:n}
      ${Qt(t,this.app.cameras.get().value??[],!e,e=>this.edit(e))}
      ${e||t.narration!==``?_`<wf-clip-narration
              .app=${this.app}
              .clip=${t}
              ?editable=${e}
              @narrate=${({detail:e})=>this.narrate(t.id,e)}
              @settle=${()=>this.session.settle()}
            ></wf-clip-narration>`:n}
    `}begin(){this.end();let e=new E(this.app.api),t=this.session=new ke(e,new Wt,this.story),n=this.lines=new rt(this.app.api),r=this.checks=new Ht(e);this.selected=t.list.clips[0]?.id??null,this.showing=null,this.leave=[()=>t.stop(),()=>n.stop(),t.subscribe(()=>this.changed()),n.subscribe(()=>{this.requestUpdate(),this.preview?.requestUpdate()}),r.subscribe(()=>this.requestUpdate()),this.app.events.on(`story`,({id:e})=>{e===t.get().story.id&&t.refresh()}),this.app.events.on(`resync`,()=>void t.refresh()),this.app.events.connection.subscribe(e=>{e===`online`&&t.hurry()})],r.look(t.get().story)}end(){for(let e of this.leave.splice(0))e()}changed(){this.requestUpdate();let{history:e,saving:t,story:n}=this.session.get(),{clips:r}=e.now,i=e=>r.some(t=>t.id===e);i(this.selected)||(this.selected=[this.showing?.clipId??null,r[0]?.id??null].find(i)??null),t===`saved`&&this.checks.look(n),t!==`conflict`&&(this.isPutOff=!1)}canEdit(){return x(this.app.me.get(),`control`)}clip(){return this.session.list.clips.find(({id:e})=>e===this.selected)??null}placeIn({id:e}){return this.showing?.clipId===e?this.showing.atMs:null}shown(e){e.clipId!==null&&e.clipId!==this.showing?.clipId&&(this.selected=e.clipId),this.showing=e}select(e){let t=this.session.list.clips.find(t=>t.id===e);t===void 0||e===this.selected&&this.showing?.clipId===e||(this.selected=e,this.preview?.show(e,t.start_ms))}edit(e,t=null){this.canEdit()&&this.session.edit(e,t)}narrate(e,t){this.edit({kind:`narrate`,id:e,text:t},`narrate-${e}`)}trimmed(e,{edge:t,toMs:n,gesture:r}){this.edit({kind:`trim`,id:e.id,edge:t,toMs:n},r);let i=this.clip();if(i===null||i===e)return;let a=t===`start`?i.start_ms:Math.max(i.start_ms,i.end_ms-40);(r!==null||a<i.start_ms)&&this.preview?.show(i.id,a)}add(e){let{clips:t}=this.session.list,n=De(t),r=t.findIndex(({id:e})=>e===this.selected);this.edit({kind:`add`,range:e,at:r<0?t.length:r+1,newId:n}),this.asking=null,this.session.list.clips.some(({id:e})=>e===n)?this.chooseNew(n):this.app.toasts.failed(Error(c(`story.full`)))}async chooseNew(e){await this.updateComplete,await this.preview?.updateComplete,this.select(e)}act(e){let{clips:t}=this.session.list,n=t.findIndex(({id:e})=>e===this.selected),r=t[n];e.kind===`play`?this.preview?.toggle():e.kind===`undo`||e.kind===`redo`?this.goBack(e.kind):e.kind===`select`?this.selectAt(Math.min(Math.max(0,n+e.direction),t.length-1)):r!==void 0&&this.actOn(r,n,e)}goBack(e){this.canEdit()&&(e===`undo`?this.session.undo():this.session.redo())}selectAt(e){let t=this.session.list.clips[e];t!==void 0&&this.select(t.id)}actOn(e,t,n){let{id:r}=e,i=De(this.session.list.clips);switch(n.kind){case`move`:this.edit({kind:`move`,id:r,to:t+n.direction});break;case`edge`:this.canEdit()&&this.trim?.putHere(n.edge,n.isFree);break;case`split`:this.edit({kind:`split`,id:r,atMs:this.placeIn(e)??e.start_ms,newId:i});break;case`duplicate`:this.edit({kind:`duplicate`,id:r,newId:i});break;case`remove`:this.edit({kind:`remove`,id:r}),this.selectAt(Math.min(t,this.session.list.clips.length-1))}}async rescue(){await this.app.toasts.attempt(async()=>{let{id:e}=await new E(this.app.api).create(this.session.list);new Wt().clear(this.story.id),this.app.router.go(`stories/${encodeURIComponent(e)}`)})}};b([w({attribute:!1})],Z.prototype,`app`,void 0),b([w({attribute:!1})],Z.prototype,`story`,void 0),b([t()],Z.prototype,`selected`,void 0),b([t()],Z.prototype,`showing`,void 0),b([t()],Z.prototype,`asking`,void 0),b([t()],Z.prototype,`isPutOff`,void 0),b([te(`wf-story-preview`)],Z.prototype,`preview`,void 0),b([te(`wf-clip-trim`)],Z.prototype,`trim`,void 0),Z=b([d(`wf-story-editor`)],Z);var dn=100,fn=class extends Ee{constructor(e){super(t=>o(n=>e.api.call(`GET /api/stories`,{query:{limit:dn,cursor:n},signal:t}),({stories:e})=>e)),this.app=e}start(){let e=()=>void this.load(),t=[this.app.events.on(`resync`,e),this.app.events.on(`story`,e)];return e(),()=>t.forEach(e=>e())}},pn=480,Q=class extends r{static{this.styles=[y,h,A,g`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        margin-bottom: 1rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr));
        gap: 1rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-direction: column;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .picture {
        position: relative;
        display: grid;
        place-items: center;
        aspect-ratio: 16 / 9;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        color: var(--wf-muted);
      }
      .picture .icon {
        width: 2.5rem;
        height: 2.5rem;
      }
      img {
        position: absolute;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .length {
        position: absolute;
        right: 0.5rem;
        bottom: 0.5rem;
        padding: 0.1rem 0.45rem;
        border-radius: 6px;
        background: rgb(0 0 0 / 75%);
        color: #fff;
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      .about {
        flex: 1;
        padding: 0.75rem 1rem 0.25rem;
      }
      h2 {
        overflow-wrap: anywhere;
      }
      h2 a {
        color: var(--wf-text);
        text-decoration: none;
      }
      h2 a:hover {
        text-decoration: underline;
      }
      p {
        margin: 0.15rem 0 0;
        color: var(--wf-muted);
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        padding: 0 0.5rem 0.5rem;
      }
      form {
        margin: 0;
      }
    `]}constructor(){super(),this.asking=null,this.typed=``,this.isBusy=!1,this.told=null,this.unseen=new Set,new T(this,()=>[this.stories,this.app.cameras,this.app.me])}render(){let e=x(this.app.me.get(),`control`),t=_`<button class="primary" @click=${()=>this.ask({kind:`create`})}>
      ${f(fe)}${c(`stories.create`)}
    </button>`;return _`
      <header>
        <h1>${c(`nav.stories`)}</h1>
        ${e?t:n}
      </header>
      ${Le(this.stories.get(),this.stories.load,t=>t.length===0?_`<wf-notice
              .icon=${a}
              heading=${c(`stories.none`)}
              text=${c(e?`stories.none_text`:`stories.none_view`)}
            ></wf-notice>`:_`<ul>
              ${v(t,({id:e})=>e,t=>this.renderStory(t,e))}
            </ul>`)}
      ${this.renderDialog()}
    `}renderStory(e,t){let r=`stories/${encodeURIComponent(e.id)}`;return _`<li>
      <a class="picture" href=${r} tabindex="-1" aria-hidden="true">
        ${f(a)} ${this.renderPicture(e)}
        <span class="length">${k(e.length_ms)}</span>
      </a>
      <div class="about">
        <h2><a href=${r}>${e.title}</a></h2>
        <p>
          ${[c(`stories.clips`,{count:e.clip_count}),k(e.length_ms),...this.cameraNames(e)].join(` · `)}
        </p>
        <p>${c(`stories.changed`,{when:m(e.updated_ms)})}</p>
      </div>
      ${t?_`<div class="actions">
              ${this.renderAction(ae,c(`stories.rename_of`,{title:e.title}),()=>this.ask({kind:`rename`,story:e}))}
              ${this.renderAction(me,c(`stories.duplicate_of`,{title:e.title}),()=>void this.duplicate(e))}
              ${x(this.app.me.get(),`edit`)?this.renderAction(Te,c(`stories.delete_of`,{title:e.title}),()=>this.ask({kind:`delete`,story:e})):n}
            </div>`:n}
    </li>`}renderAction(e,t,n){return _`<button class="plain round" aria-label=${t} title=${t} @click=${n}>${f(e)}</button>`}renderPicture({first:e}){if(e===null)return n;let t={camera_id:e.camera_id},r=this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:t,query:{at:e.start_ms,width:pn}});return this.unseen.has(r)?n:_`<img alt="" loading="lazy" src=${r} @error=${()=>{this.unseen.add(r),this.requestUpdate()}} />`}renderDialog(){let{asking:e}=this,t=()=>void(this.asking=null),n=e?.kind===`delete`;return _`<wf-dialog .open=${e!==null} heading=${mn(e)} @closed=${t}>
      ${n?_`<p>${c(`stories.delete_text`,{title:e.story.title})}</p>`:this.renderTitle()}
      <button slot="actions" @click=${t}>${c(`stories.cancel`)}</button>
      <button
        slot="actions"
        class=${n?`danger`:`primary`}
        ?disabled=${this.isBusy||!n&&this.typed.trim()===``}
        @click=${()=>void this.confirm()}
      >
        ${c(`stories.${e?.kind??`create`}_do`)}
      </button>
    </wf-dialog>`}renderTitle(){return _`<form @submit=${this.submitted}>
      ${Me({label:c(`stories.title`),name:`title`,told:this.told===null?null:{...this.told,field:`title`},value:this.typed,required:!0,changed:e=>{this.typed=e.slice(0,200),this.told=null}})}
    </form>`}cameraNames({camera_ids:e}){return e.map(e=>this.app.cameras.find(e)?.name??c(`moment.gone_camera`))}ask(e){this.asking=e,this.told=null,this.typed=e.kind===`rename`?e.story.title:``}submitted(e){e.preventDefault(),this.confirm()}async confirm(){let{asking:e}=this,t=this.typed.trim();if(!(e===null||this.isBusy||e.kind!==`delete`&&t===``)){this.isBusy=!0,this.told=null;try{await this.act(e,t),this.asking=null}catch(t){e.kind===`delete`?this.app.toasts.failed(t):this.told=j(t)}finally{this.isBusy=!1}await Pe(this)}}async act(e,t){let n=new E(this.app.api);if(e.kind===`create`){let{id:e}=await n.create({title:t,captions:`none`,blur:null,clips:[]});this.app.router.go(`stories/${encodeURIComponent(e)}`);return}let r=await n.get(e.story.id);e.kind===`rename`?await n.save(r.id,{...D(r),title:t},r.version):(await n.delete(r.id),this.app.toasts.done(c(`stories.deleted`,{title:r.title}),async()=>{await n.create(D(r)),await this.stories.load()})),await this.stories.load()}async duplicate({id:e}){let t=new E(this.app.api);await this.app.toasts.attempt(async()=>{let n=await t.get(e),r=c(`stories.copy_of`,{title:n.title}).slice(0,200);await t.create({...D(n),title:r}),await this.stories.load(),this.app.toasts.done(c(`stories.duplicated`,{title:r}))})}};b([w({attribute:!1})],Q.prototype,`app`,void 0),b([w({attribute:!1})],Q.prototype,`stories`,void 0),b([t()],Q.prototype,`asking`,void 0),b([t()],Q.prototype,`typed`,void 0),b([t()],Q.prototype,`isBusy`,void 0),b([t()],Q.prototype,`told`,void 0),Q=b([d(`wf-story-list`)],Q);function mn(e){return e===null||e.kind===`create`?c(`stories.create`):c(`stories.${e.kind}_heading`)}var $=class extends Se{constructor(...e){super(...e),this.story=null,this.failure=null,this.leave=null,this.wanted=null}connectedCallback(){super.connectedCallback(),this.stories=new fn(this.app)}disconnectedCallback(){this.leave?.(),this.leave=null,super.disconnectedCallback()}willUpdate(){let e=this.place.params.story??null;e===null?this.leave??=this.stories.start():e!==this.wanted&&this.read(e),this.wanted=e}render(){let{wanted:e,story:t}=this;return e===null?_`<wf-story-list .app=${this.app} .stories=${this.stories}></wf-story-list>`:this.failure===null?t?.id===e?_`<wf-story-editor .app=${this.app} .story=${t}></wf-story-editor>`:_`<h1>${c(`nav.stories`)}</h1>
        <p role="status">${c(`loading`)}</p>`:this.renderFailure(e)}renderFailure(e){let t=this.failure instanceof le&&this.failure.status===404;return _`<h1 class="hidden-text">${c(`nav.stories`)}</h1>
      <wf-notice
        .icon=${be}
        heading=${c(t?`stories.gone`:`failure.title`)}
        text=${t?c(`stories.gone_text`):s(this.failure)}
      >
        <a class="button primary" href="stories">${c(`stories.all`)}</a>
        ${t?``:_`<button @click=${()=>void this.read(e)}>${c(`failure.retry`)}</button>`}
      </wf-notice>`}async read(e){this.failure=this.story=null;try{let t=await new E(this.app.api).get(e);this.wanted===e&&(this.story=t)}catch(t){this.wanted===e&&(this.failure=t)}}};b([t()],$.prototype,`story`,void 0),b([t()],$.prototype,`failure`,void 0),$=b([d(`wf-stories-page`)],$);export{$ as StoriesPage};