const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./add-to-story-B_xcC2qm.js","./shell-G_ZvzDKA.js","./shell-_MNo7Ltu.css","./common-CHUPuFU1.js","./times-DeGZdF_Q.js","./export-dialog-6q6qqIq2.js","./export-dialog-BCjy5c97.js"])))=>i.map(i=>d[i]);
import{C as e,D as t,E as n,M as r,P as i,Pt as a,Rt as o,S as s,T as c,Xt as l,Y as ee,_n as u,a as d,b as f,bn as p,c as m,cn as h,gn as g,ht as _,i as te,j as v,k as y,l as b,m as x,o as S,p as C,qt as w,r as T,s as E,t as D,u as O,w as k,x as ne,z as A}from"./shell-G_ZvzDKA.js";import{f as re}from"./common-CHUPuFU1.js";import{n as ie,t as ae}from"./copy-link-CXzvXE05.js";var j=1e3,M=3e3;function N(e,t){let n=Array.from(e),r=[],i=(e,t,i)=>{let a=n.slice(e,t).join(``);a!==``&&r.push({text:a,isHit:i})},a=0;for(let e=0;e+1<t.length;e+=2){let[o=0,s=0]=t.slice(e,e+2),c=Math.max(a,o),l=r.at(-1);l?.isHit&&P(n.slice(a,c))?r[r.length-1]={text:l.text+n.slice(a,Math.max(c,s)).join(``),isHit:!0}:(i(a,c,!1),i(c,s,!0)),a=Math.max(a,s)}return i(a,n.length,!1),r}function P(e){return e.join(``).trim()===``}function F(e){return e.instants_ms[0]??e.start_ms}function I(e){return F(e)-j}function L({start_ms:e,end_ms:t}){return{startMs:Math.round(e-M),endMs:Math.round(t+M)}}function R(e,t,n){let r={ArrowDown:t+1,ArrowUp:t-1,Home:0,End:n-1},i=t<0&&e!==`ArrowDown`?void 0:r[e];return i===void 0||n===0?null:Math.min(i,n-1)}var z=class extends n{static{this.styles=[S,te,v`
      :host {
        display: flex;
        justify-content: end;
      }
    `]}constructor(){super(),new u(this,()=>[this.app.me])}render(){let{text:e}=this.line;return y`
      ${E(this.app.me.get(),`control`)?y`
              ${this.renderButton(_,i(`search.clip`),i(`search.clip_of`,{text:e}),()=>this.dispatchEvent(new CustomEvent(`clip`)))}
              ${this.renderButton(w,i(`stories.add`),i(`search.story_of`,{text:e}),()=>void this.addToStory())}
            `:t}
      ${this.renderButton(a,i(`select.link`),i(`search.link_of`,{text:e}),()=>void this.copy())}
    `}renderButton(e,t,n,r){return y`<button class="plain round" aria-label=${n} title=${t} @click=${r}>
      ${f(e)}
    </button>`}async addToStory(){let{addToStory:e}=await A(async()=>{let{addToStory:e}=await import(`./add-to-story-B_xcC2qm.js`);return{addToStory:e}},__vite__mapDeps([0,1,2,3,4]),import.meta.url),{camera_id:t,start_ms:n,end_ms:r}=this.line;e(this.app,{camera_id:t,start_ms:n,end_ms:r})}async copy(){let e=`timeline/${encodeURIComponent(this.line.camera_id)}?at=${Math.round(I(this.line))}`;await ae(this.app,new URL(e,document.baseURI).href)}};T([k({attribute:!1})],z.prototype,`app`,void 0),T([k({attribute:!1})],z.prototype,`line`,void 0),z=T([c(`wf-hit-actions`)],z);var B=[``,`hour`,`day`,`week`,`month`],V=[0,.5,.7,.9],H=36e5,U={hour:H,day:24*H,week:168*H,month:720*H};function W(e){let t=Number(e.get(`confidence`)??0);return{text:e.get(`q`)??``,camera:e.get(`camera`)??``,person:e.get(`person`)??``,range:B.find(t=>t===e.get(`range`))??``,confidence:V.includes(t)?t:0,order:e.get(`order`)===`best`?`best`:`newest`}}function G(e){let t=new URLSearchParams;e.text.trim()!==``&&t.set(`q`,e.text),e.camera!==``&&t.set(`camera`,e.camera),e.person!==``&&t.set(`person`,e.person),e.range!==``&&t.set(`range`,e.range),e.confidence>0&&t.set(`confidence`,String(e.confidence)),e.order!==`newest`&&t.set(`order`,e.order);let n=t.toString();return n===``?`search`:`search?${n}`}function K(e,t){let n=e.text.trim();return{text:n,camera_ids:e.camera===``?[]:[e.camera],speakers:e.person===``?[]:[e.person],start:e.range===``?null:t-U[e.range],least_confidence:e.confidence,order:n===``?`newest`:e.order}}var q=class extends n{constructor(...e){super(...e),this.cameras=[],this.people=[]}static{this.styles=[S,d,v`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(9.5rem, 100%), 1fr));
        gap: 0.75rem;
      }
      label {
        font-size: 0.85rem;
      }
      select {
        width: 100%;
        font-size: 1rem;
      }
      @media (max-width: 759px) {
        :host {
          grid-template-columns: 1fr 1fr;
        }
        label:last-child:nth-child(odd) {
          grid-column: 1 / -1;
        }
      }
    `]}render(){let{camera:e,person:t,range:n,confidence:r,order:a}=this.value;return y`
      ${this.renderChoice(`camera`,e,[[``,i(`search.all_cameras`)],...this.cameras.map(J)])}
      ${this.renderChoice(`person`,t,[[``,i(`search.everybody`)],...this.people.map(J)])}
      ${this.renderChoice(`range`,n,B.map(e=>[e,i(`search.ranges.${e===``?`all`:e}`)]))}
      ${this.renderChoice(`confidence`,String(r),V.map(e=>[String(e),e===0?i(`search.any`):i(`search.least`,{share:C(e)})]))}
      ${this.renderChoice(`order`,a,[[`newest`,i(`search.orders.newest`)],[`best`,i(`search.orders.best`)]])}
    `}renderChoice(e,t,n){let r=t=>this.tell(e,t.target.value),a=n.some(([e])=>e===t)?n:[...n,[t,i(`search.gone`)]];return y`<label>
      ${i(`search.filter.${e}`)}
      <select @change=${r}>
        ${a.map(([e,n])=>y`<option value=${e} ?selected=${e===t}>${n}</option>`)}
      </select>
    </label>`}tell(e,t){let n={[e]:e===`confidence`?Number(t):t};this.dispatchEvent(new CustomEvent(`changed`,{detail:n}))}};T([k({attribute:!1})],q.prototype,`value`,void 0),T([k({attribute:!1})],q.prototype,`cameras`,void 0),T([k({attribute:!1})],q.prototype,`people`,void 0),q=T([c(`wf-search-filters`)],q);function J({id:e,name:t}){return[e,t]}var oe=240,Y=class extends n{static{this.styles=[S,v`
      :host {
        display: block;
      }
      button {
        display: grid;
        grid-template-columns: 7.5rem 1fr;
        gap: 0.9rem;
        width: 100%;
        padding: 0.5rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover {
        background: color-mix(in srgb, var(--wf-text) 4%, var(--wf-card));
      }
      button[aria-current] {
        border-color: var(--wf-accent);
        box-shadow: inset 0 0 0 1px var(--wf-accent);
      }
      .picture {
        position: relative;
        display: grid;
        place-items: center;
        aspect-ratio: 16 / 9;
        overflow: hidden;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        color: var(--wf-muted);
      }
      img {
        position: absolute;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .picture .icon {
        z-index: 1;
        padding: 0.15rem;
        width: 1.6rem;
        height: 1.6rem;
        border-radius: 50%;
        background: var(--wf-card);
        color: var(--wf-text);
      }
      .text {
        display: block;
        overflow-wrap: anywhere;
      }
      .about {
        display: block;
        margin-bottom: 0.15rem;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      .who {
        color: var(--wf-text);
        font-weight: 600;
      }
      mark {
        border-radius: 3px;
        background: color-mix(in srgb, var(--wf-warn) 30%, transparent);
        color: inherit;
        font-weight: 600;
      }
      @media (max-width: 759px) {
        button {
          grid-template-columns: 5rem 1fr;
          gap: 0.65rem;
        }
      }
    `]}constructor(){super(),this.voice=null,this.playing=!1,this.reachable=!1,this.hasPicture=!0,new u(this,()=>[this.app.cameras,this.app.people])}focus(){this.button.focus()}render(){let{line:e}=this,n=this.app.cameras.find(e.camera_id)?.name??i(`search.gone`);return y`
      <button
        tabindex=${this.reachable?0:-1}
        aria-current=${this.playing?`true`:t}
        @click=${()=>this.dispatchEvent(new CustomEvent(`play`))}
      >
        <span class="picture">
          ${this.hasPicture?y`<img alt="" loading="lazy" src=${this.thumbnail()} @error=${()=>this.hasPicture=!1} />`:t}
          ${f(l)}
        </span>
        <span>
          <span class="about">
            ${this.renderSpeaker()}<bdi>${n}</bdi> · ${b(e.start_ms)},
            ${m(F(e))}${this.renderCertainty()}
          </span>
          <span class="text" dir="auto" lang=${e.language??t}
            >${N(e.text,e.highlights).map(({text:e,isHit:t})=>t?y`<mark>${e}</mark>`:e)}</span
          >
        </span>
      </button>
    `}renderSpeaker(){let{speaker:e,speaker_id:n}=this.line;if(e!==null){let n=this.app.people.find(e)?.name;return n===void 0?t:y`<span class="who"><bdi>${n}</bdi></span> · `}if(n===null)return t;let r=this.voice===null?i(`search.unnamed`):i(`speakers.numbered`,{number:String(this.voice)});return y`<span class="who">${r}</span> · `}renderCertainty(){let{confidence:e}=this.line;return e===null?``:` · ${i(`search.certain`,{share:C(e)})}`}thumbnail(){let e={camera_id:this.line.camera_id},t={at:Math.round(F(this.line)),width:oe};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:e,query:t})}};T([k({attribute:!1})],Y.prototype,`app`,void 0),T([k({attribute:!1})],Y.prototype,`line`,void 0),T([k({attribute:!1})],Y.prototype,`voice`,void 0),T([k({type:Boolean})],Y.prototype,`playing`,void 0),T([k({type:Boolean})],Y.prototype,`reachable`,void 0),T([e()],Y.prototype,`hasPicture`,void 0),T([s(`button`)],Y.prototype,`button`,void 0),Y=T([c(`wf-search-hit`)],Y);var X=180,Z=1500,se=50,ce={lines:[],cursor:null,backlogS:0,isLooking:!1,isKnown:!1,error:null},le=class extends g{constructor(e){super(ce),this.api=e,this.asking=null,this.pauseMs=X,this.query=null,this.askedMs=0,this.more=async()=>{let{cursor:e,isLooking:t}=this.get();e!==null&&!t&&await this.ask(e)},this.again=()=>{this.query!==null&&this.want(this.query,{atOnce:!0})}}want(e,{atOnce:t=!1}={}){this.query=e,clearTimeout(this.timer),this.asking?.abort(),this.update(e=>({...e,isLooking:!0,error:null})),this.timer=setTimeout(()=>void this.ask(null),t?0:this.pauseMs)}replace(e){this.update(t=>({...t,lines:t.lines.map(t=>t.id===e.id?e:t)}))}stop(){clearTimeout(this.timer),this.asking?.abort()}async ask(e){if(this.query===null)return;let t=this.asking=new AbortController;this.update(e=>({...e,isLooking:!0,error:null}));let n=performance.now();e===null&&(this.askedMs=Date.now());try{let r={...K(this.query,this.askedMs),limit:se,cursor:e},i=await this.api.call(`POST /api/transcripts/search`,{body:r,signal:t.signal});if(t.signal.aborted)return;this.pauseMs=Math.min(Z,Math.max(X,performance.now()-n)),this.update(t=>({...ue(e===null?[]:t.lines,i),error:null}))}catch(e){if(t.signal.aborted||p(e))return;let n=e instanceof Error?e:Error(String(e));this.pauseMs=Math.min(Z,this.pauseMs*2),this.update(e=>({...e,isLooking:!1,error:n}))}}};function ue(e,t){let n=new Set(e.map(({id:e})=>e));return{lines:[...e,...t.lines.filter(({id:e})=>!n.has(e))],cursor:t.cursor,backlogS:t.backlog_s,isLooking:!1,isKnown:!0}}var Q=v`
  :host {
    display: block;
    max-width: 80rem;
    margin: 0 auto;
  }
  form {
    display: grid;
    gap: 0.9rem;
    margin: 1rem 0 0.5rem;
  }
  .words {
    position: relative;
  }
  .words .icon {
    position: absolute;
    top: 0.85rem;
    left: 0.9rem;
    color: var(--wf-muted);
    pointer-events: none;
  }
  .words input {
    width: 100%;
    min-height: 3rem;
    padding-inline-start: 2.75rem;
    border-radius: 999px;
  }
  .columns {
    display: grid;
    gap: 1rem;
    align-items: start;
  }
  .columns > * {
    min-width: 0;
  }
  .state,
  .backlog {
    min-height: 1.5rem;
    margin: 0.25rem 0 0.5rem;
    color: var(--wf-muted);
  }
  .backlog {
    padding: 0.5rem 0.75rem;
    border-radius: 8px;
    background: color-mix(in srgb, var(--wf-warn) 14%, var(--wf-card));
    color: var(--wf-text);
  }
  .hits {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .hits li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.25rem;
  }
  @media (max-width: 759px) {
    .hits li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
  .more {
    display: flex;
    margin: 1rem auto 0;
  }
  wf-moment-player {
    position: sticky;
    z-index: 5;
    top: 0;
  }
  /* Where it would cover all else, as on a screen that is shown twice as large. */
  @media (max-height: 500px) {
    wf-moment-player {
      position: static;
    }
  }
  @media (min-width: 1000px) {
    wf-moment-player {
      top: 4.5rem;
      order: 1;
    }
    .columns:has(wf-moment-player) {
      grid-template-columns: minmax(0, 1fr) 26rem;
    }
  }
`,de=60,$=class extends D{static{this.styles=[...D.styles,d,Q]}constructor(){super(),this.playing=null,this.reached=0,this.clip=null,this.isExporting=!1,this.leave=null,this.stopped=()=>{this.playing=null,this.hits[this.reached]?.focus()},this.pressedAnywhere=e=>{let t=e.composedPath()[0]instanceof HTMLInputElement;e.key!==`/`||t||e.ctrlKey||e.metaKey||e.altKey||(e.preventDefault(),this.field.select())},new u(this,()=>[this.app.cameras,this.app.people,this.voices])}connectedCallback(){this.voices=new ie(this.app.api),super.connectedCallback(),this.app.people.want(),this.findings=new le(this.app.api),this.leave=this.findings.subscribe(({lines:e})=>{this.voices.want(e),this.requestUpdate()}),this.wanted=W(this.place.query),this.findings.want(this.wanted,{atOnce:!0}),addEventListener(`keydown`,this.pressedAnywhere)}disconnectedCallback(){removeEventListener(`keydown`,this.pressedAnywhere),this.findings.stop(),this.leave?.(),super.disconnectedCallback()}firstUpdated(){this.place.query.has(`focus`)&&requestAnimationFrame(()=>this.field.focus())}willUpdate(e){e.has(`place`)&&G(W(this.place.query))!==G(this.wanted)&&(this.wanted=W(this.place.query),this.findings.want(this.wanted,{atOnce:!0}))}render(){return y`
      <h1>${i(`nav.search`)}</h1>
      <form role="search" @submit=${this.submitted}>
        <div class="words">
          ${f(o)}
          <input
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            maxlength="500"
            dir="auto"
            aria-label=${i(`search.label`)}
            placeholder=${i(`search.placeholder`)}
            .value=${re(this.wanted.text)}
            @input=${()=>this.change({text:this.field.value})}
            @keydown=${e=>this.steer(e,-1)}
          />
        </div>
        <wf-search-filters
          .value=${this.wanted}
          .cameras=${this.app.cameras.get().value??[]}
          .people=${this.app.people.get().value??[]}
          @changed=${e=>this.change(e.detail)}
        ></wf-search-filters>
      </form>
      <div class="columns">
        ${this.renderPlayer()}
        <div>${this.renderState()} ${this.renderFound()}</div>
      </div>
      ${this.clip===null?t:y`<wf-export-dialog
              .app=${this.app}
              .cameraId=${this.clip.camera_id}
              .range=${L(this.clip)}
              ?open=${this.isExporting}
              @closed=${()=>this.isExporting=!1}
            ></wf-export-dialog>`}
    `}renderPlayer(){return this.playing===null?t:y`<wf-moment-player .app=${this.app} .moment=${this.playing.moment} @closed=${this.stopped}>
    </wf-moment-player>`}renderState(){let{lines:e,cursor:n,isLooking:r,isKnown:a,backlogS:o,error:s}=this.findings.get(),c={count:e.length},l=r?i(`search.looking`):!a||s!==null?``:i(n===null?`search.found`:`search.found_more`,c);return y`
      <p class="state" role="status">${l}</p>
      ${o<de?t:y`<p class="backlog">${i(`search.backlog`,{time:O(o*1e3)})}</p>`}
    `}renderFound(){let{lines:e,cursor:n,isLooking:a,isKnown:o,error:s}=this.findings.get();return s!==null&&e.length===0?this.renderFailure(s):o&&e.length===0&&!a?this.renderNone():y`
      <ol class="hits" aria-label=${i(`search.hits`)} aria-busy=${a}>
        ${x(e,({id:e})=>e,(t,n)=>y`<li>
              <wf-search-hit
                .app=${this.app}
                .line=${t}
                .voice=${this.voices.of(t)}
                ?playing=${this.playing?.line.id===t.id}
                ?reachable=${n===Math.min(this.reached,e.length-1)}
                @play=${()=>this.play(t,n)}
                @keydown=${e=>this.steer(e,n)}
              ></wf-search-hit>
              <wf-hit-actions .app=${this.app} .line=${t} @clip=${()=>void this.export(t)}></wf-hit-actions>
            </li>`)}
      </ol>
      ${s===null?t:y`<p class="state" role="alert">${r(s)}</p>`}
      ${n===null?t:y`<button class="more" ?disabled=${a} @click=${()=>void this.findings.more()}>
              ${i(`search.more`)}
            </button>`}
    `}async export(e){await A(()=>import(`./export-dialog-6q6qqIq2.js`),__vite__mapDeps([5,6,1,2,3]),import.meta.url),this.clip=e,this.isExporting=!0}renderFailure(e){return y`<wf-notice .icon=${ee} heading=${i(`search.failed`)} text=${r(e)}>
      <button class="primary" @click=${this.findings.again}>${i(`failure.retry`)}</button>
    </wf-notice>`}renderNone(){let e=G(this.wanted)!==`search`,n=this.app.cameras.get().value?.length===0;return y`<wf-notice
      .icon=${h}
      heading=${i(e?`search.none`:`search.silence`)}
      text=${i(e?`search.none_text`:`search.silence_text`)}
    >
      ${e?y`<button @click=${()=>this.change(W(new URLSearchParams))}>${i(`search.clear`)}</button>`:t}
      ${n?y`<a class="button primary" href="cameras/add">${i(`cameras.add_first`)}</a>`:t}
    </wf-notice>`}change(e){this.wanted={...this.wanted,...e},this.reached=0,this.findings.want(this.wanted,{atOnce:e.text===void 0}),this.app.router.go(G(this.wanted),{replace:!0})}play(e,t){this.reached=t,this.playing={line:e,moment:{camera_id:e.camera_id,at_ms:I(e)}}}submitted(e){e.preventDefault();let[t]=this.findings.get().lines;t!==void 0&&!this.findings.get().isLooking&&this.play(t,0)}steer(e,t){let n=R(e.key,t,this.hits.length);n!==null&&(e.preventDefault(),n<0?this.field.focus():(this.reached=n,this.hits[n]?.focus()))}};T([e()],$.prototype,`wanted`,void 0),T([e()],$.prototype,`playing`,void 0),T([e()],$.prototype,`reached`,void 0),T([e()],$.prototype,`clip`,void 0),T([e()],$.prototype,`isExporting`,void 0),T([s(`input`)],$.prototype,`field`,void 0),T([ne(`wf-search-hit`)],$.prototype,`hits`,void 0),$=T([c(`wf-search-page`)],$);export{$ as SearchPage};