import{O as e,S as t,T as n,Ut as r,_ as i,_n as a,a as o,b as s,fn as c,g as l,h as u,i as d,jt as f,n as p,pn as m,rn as h,t as g,v as _,w as v,y,z as b}from"./page-CA3PHYrT.js";import{t as x}from"./query-Df4-SAIv.js";import{t as S}from"./query-all-BOF-gqtH.js";import{t as C}from"./live-Gc85Bqpn.js";import{t as w}from"./notice-WkHbWDHa.js";import{n as T,o as E,r as D,t as O}from"./format-CLmvoGUa.js";import"./moment-player-CNDQDfuy.js";var k=1e3;function A(e,t){let n=Array.from(e),r=[],i=(e,t,i)=>{let a=n.slice(e,t).join(``);a!==``&&r.push({text:a,isHit:i})},a=0;for(let e=0;e+1<t.length;e+=2){let[o=0,s=0]=t.slice(e,e+2),c=Math.max(a,o),l=r.at(-1);l?.isHit&&j(n.slice(a,c))?r[r.length-1]={text:l.text+n.slice(a,Math.max(c,s)).join(``),isHit:!0}:(i(a,c,!1),i(c,s,!0)),a=Math.max(a,s)}return i(a,n.length,!1),r}function j(e){return e.join(``).trim()===``}function M(e){return e.instants_ms[0]??e.start_ms}function ee(e){return M(e)-k}function N(e,t,n){let r={ArrowDown:t+1,ArrowUp:t-1,Home:0,End:n-1},i=t<0&&e!==`ArrowDown`?void 0:r[e];return i===void 0||n===0?null:Math.min(i,n-1)}var P=[``,`hour`,`day`,`week`,`month`],F=[0,.5,.7,.9],I=36e5,L={hour:I,day:24*I,week:168*I,month:720*I};function R(e){let t=Number(e.get(`confidence`)??0);return{text:e.get(`q`)??``,camera:e.get(`camera`)??``,person:e.get(`person`)??``,range:P.find(t=>t===e.get(`range`))??``,confidence:F.includes(t)?t:0,order:e.get(`order`)===`best`?`best`:`newest`}}function z(e){let t=new URLSearchParams;e.text.trim()!==``&&t.set(`q`,e.text),e.camera!==``&&t.set(`camera`,e.camera),e.person!==``&&t.set(`person`,e.person),e.range!==``&&t.set(`range`,e.range),e.confidence>0&&t.set(`confidence`,String(e.confidence)),e.order!==`newest`&&t.set(`order`,e.order);let n=t.toString();return n===``?`search`:`search?${n}`}function B(e,t){let n=e.text.trim();return{text:n,camera_ids:e.camera===``?[]:[e.camera],speakers:e.person===``?[]:[e.person],start:e.range===``?null:t-L[e.range],least_confidence:e.confidence,order:n===``?`newest`:e.order}}var V=class extends y{constructor(...e){super(...e),this.cameras=[],this.people=[]}static{this.styles=[o,d,v`
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
    `]}render(){let{camera:n,person:r,range:i,confidence:a,order:o}=this.value;return t`
      ${this.renderChoice(`camera`,n,[[``,e(`search.all_cameras`)],...this.cameras.map(H)])}
      ${this.renderChoice(`person`,r,[[``,e(`search.everybody`)],...this.people.map(H)])}
      ${this.renderChoice(`range`,i,P.map(t=>[t,e(`search.ranges.${t===``?`all`:t}`)]))}
      ${this.renderChoice(`confidence`,String(a),F.map(t=>[String(t),t===0?e(`search.any`):e(`search.least`,{share:E(t)})]))}
      ${this.renderChoice(`order`,o,[[`newest`,e(`search.orders.newest`)],[`best`,e(`search.orders.best`)]])}
    `}renderChoice(n,r,i){let a=e=>this.tell(n,e.target.value),o=i.some(([e])=>e===r)?i:[...i,[r,e(`search.gone`)]];return t`<label>
      ${e(`search.filter.${n}`)}
      <select @change=${a}>
        ${o.map(([e,n])=>t`<option value=${e} ?selected=${e===r}>${n}</option>`)}
      </select>
    </label>`}tell(e,t){let n={[e]:e===`confidence`?Number(t):t};this.dispatchEvent(new CustomEvent(`changed`,{detail:n}))}};p([i({attribute:!1})],V.prototype,`value`,void 0),p([i({attribute:!1})],V.prototype,`cameras`,void 0),p([i({attribute:!1})],V.prototype,`people`,void 0),V=p([_(`wf-search-filters`)],V);function H({id:e,name:t}){return[e,t]}var U=240,W=class extends y{static{this.styles=[o,v`
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
    `]}constructor(){super(),this.playing=!1,this.reachable=!1,this.hasPicture=!0,new m(this,()=>[this.app.cameras,this.app.people])}focus(){this.button.focus()}render(){let{line:n}=this,i=this.app.cameras.find(n.camera_id)?.name??e(`search.gone`);return t`
      <button
        tabindex=${this.reachable?0:-1}
        aria-current=${this.playing?`true`:s}
        @click=${()=>this.dispatchEvent(new CustomEvent(`play`))}
      >
        <span class="picture">
          ${this.hasPicture?t`<img alt="" loading="lazy" src=${this.thumbnail()} @error=${()=>this.hasPicture=!1} />`:s}
          ${u(r)}
        </span>
        <span>
          <span class="about">
            ${this.renderSpeaker()}<bdi>${i}</bdi> · ${T(n.start_ms)},
            ${O(M(n))}${this.renderCertainty()}
          </span>
          <span class="text" dir="auto" lang=${n.language??s}
            >${A(n.text,n.highlights).map(({text:e,isHit:n})=>n?t`<mark>${e}</mark>`:e)}</span
          >
        </span>
      </button>
    `}renderSpeaker(){let{speaker:n,speaker_id:r}=this.line;if(n!==null){let e=this.app.people.find(n)?.name;return e===void 0?s:t`<span class="who"><bdi>${e}</bdi></span> · `}return r===null?s:t`<span class="who">${e(`search.unnamed`)}</span> · `}renderCertainty(){let{confidence:t}=this.line;return t===null?``:` · ${e(`search.certain`,{share:E(t)})}`}thumbnail(){let e={camera_id:this.line.camera_id},t={at:Math.round(M(this.line)),width:U};return this.app.api.url(`GET /api/cameras/{camera_id}/snapshot.jpg`,{params:e,query:t})}};p([i({attribute:!1})],W.prototype,`app`,void 0),p([i({attribute:!1})],W.prototype,`line`,void 0),p([i({type:Boolean})],W.prototype,`playing`,void 0),p([i({type:Boolean})],W.prototype,`reachable`,void 0),p([l()],W.prototype,`hasPicture`,void 0),p([x(`button`)],W.prototype,`button`,void 0),W=p([_(`wf-search-hit`)],W);var G=180,K=1500,q=50,J={lines:[],cursor:null,backlogS:0,isLooking:!1,isKnown:!1,error:null},Y=class extends c{constructor(e){super(J),this.api=e,this.asking=null,this.pauseMs=G,this.query=null,this.askedMs=0,this.more=async()=>{let{cursor:e,isLooking:t}=this.get();e!==null&&!t&&await this.ask(e)},this.again=()=>{this.query!==null&&this.want(this.query,{atOnce:!0})}}want(e,{atOnce:t=!1}={}){this.query=e,clearTimeout(this.timer),this.asking?.abort(),this.update(e=>({...e,isLooking:!0,error:null})),this.timer=setTimeout(()=>void this.ask(null),t?0:this.pauseMs)}replace(e){this.update(t=>({...t,lines:t.lines.map(t=>t.id===e.id?e:t)}))}stop(){clearTimeout(this.timer),this.asking?.abort()}async ask(e){if(this.query===null)return;let t=this.asking=new AbortController;this.update(e=>({...e,isLooking:!0,error:null}));let n=performance.now();e===null&&(this.askedMs=Date.now());try{let r={...B(this.query,this.askedMs),limit:q,cursor:e},i=await this.api.call(`POST /api/transcripts/search`,{body:r,signal:t.signal});if(t.signal.aborted)return;this.pauseMs=Math.min(K,Math.max(G,performance.now()-n)),this.update(t=>({...X(e===null?[]:t.lines,i),error:null}))}catch(e){if(t.signal.aborted||a(e))return;let n=e instanceof Error?e:Error(String(e));this.pauseMs=Math.min(K,this.pauseMs*2),this.update(e=>({...e,isLooking:!1,error:n}))}}};function X(e,t){let n=new Set(e.map(({id:e})=>e));return{lines:[...e,...t.lines.filter(({id:e})=>!n.has(e))],cursor:t.cursor,backlogS:t.backlog_s,isLooking:!1,isKnown:!0}}var Z=v`
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
  .more {
    display: flex;
    margin: 1rem auto 0;
  }
  wf-moment-player {
    position: sticky;
    z-index: 5;
    top: 0;
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
`,Q=60,$=class extends g{static{this.styles=[...g.styles,d,Z]}constructor(){super(),this.playing=null,this.reached=0,this.leave=null,this.stopped=()=>{this.playing=null,this.hits[this.reached]?.focus()},this.pressedAnywhere=e=>{let t=e.composedPath()[0]instanceof HTMLInputElement;e.key!==`/`||t||e.ctrlKey||e.metaKey||e.altKey||(e.preventDefault(),this.field.select())},new m(this,()=>[this.app.cameras,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),this.findings=new Y(this.app.api),this.leave=this.findings.subscribe(()=>this.requestUpdate()),this.wanted=R(this.place.query),this.findings.want(this.wanted,{atOnce:!0}),addEventListener(`keydown`,this.pressedAnywhere)}disconnectedCallback(){removeEventListener(`keydown`,this.pressedAnywhere),this.findings.stop(),this.leave?.(),super.disconnectedCallback()}willUpdate(e){e.has(`place`)&&z(R(this.place.query))!==z(this.wanted)&&(this.wanted=R(this.place.query),this.findings.want(this.wanted,{atOnce:!0}))}render(){return t`
      <h1>${e(`nav.search`)}</h1>
      <form role="search" @submit=${this.submitted}>
        <div class="words">
          ${u(f)}
          <input
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            maxlength="500"
            dir="auto"
            aria-label=${e(`search.label`)}
            placeholder=${e(`search.placeholder`)}
            .value=${C(this.wanted.text)}
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
    `}renderPlayer(){return this.playing===null?s:t`<wf-moment-player .app=${this.app} .moment=${this.playing.moment} @closed=${this.stopped}>
    </wf-moment-player>`}renderState(){let{lines:n,cursor:r,isLooking:i,isKnown:a,backlogS:o,error:c}=this.findings.get(),l={count:n.length},u=i?e(`search.looking`):!a||c!==null?``:e(r===null?`search.found`:`search.found_more`,l);return t`
      <p class="state" role="status">${u}</p>
      ${o<Q?s:t`<p class="backlog">${e(`search.backlog`,{time:D(o*1e3)})}</p>`}
    `}renderFound(){let{lines:r,cursor:i,isLooking:a,isKnown:o,error:c}=this.findings.get();return c!==null&&r.length===0?this.renderFailure(c):o&&r.length===0&&!a?this.renderNone():t`
      <ol class="hits" aria-label=${e(`search.hits`)} aria-busy=${a}>
        ${w(r,({id:e})=>e,(e,n)=>t`<li>
              <wf-search-hit
                .app=${this.app}
                .line=${e}
                ?playing=${this.playing?.line.id===e.id}
                ?reachable=${n===Math.min(this.reached,r.length-1)}
                @play=${()=>this.play(e,n)}
                @keydown=${e=>this.steer(e,n)}
              ></wf-search-hit>
            </li>`)}
      </ol>
      ${c===null?s:t`<p class="state" role="alert">${n(c)}</p>`}
      ${i===null?s:t`<button class="more" ?disabled=${a} @click=${()=>void this.findings.more()}>
              ${e(`search.more`)}
            </button>`}
    `}renderFailure(r){return t`<wf-notice .icon=${b} heading=${e(`search.failed`)} text=${n(r)}>
      <button class="primary" @click=${this.findings.again}>${e(`failure.retry`)}</button>
    </wf-notice>`}renderNone(){let n=z(this.wanted)!==`search`,r=this.app.cameras.get().value?.length===0;return t`<wf-notice
      .icon=${h}
      heading=${e(n?`search.none`:`search.silence`)}
      text=${e(n?`search.none_text`:`search.silence_text`)}
    >
      ${n?t`<button @click=${()=>this.change(R(new URLSearchParams))}>${e(`search.clear`)}</button>`:s}
      ${r?t`<a class="button primary" href="cameras/add">${e(`cameras.add_first`)}</a>`:s}
    </wf-notice>`}change(e){this.wanted={...this.wanted,...e},this.reached=0,this.findings.want(this.wanted,{atOnce:e.text===void 0}),this.app.router.go(z(this.wanted),{replace:!0})}play(e,t){this.reached=t,this.playing={line:e,moment:{camera_id:e.camera_id,at_ms:ee(e)}}}submitted(e){e.preventDefault();let[t]=this.findings.get().lines;t!==void 0&&!this.findings.get().isLooking&&this.play(t,0)}steer(e,t){let n=N(e.key,t,this.hits.length);n!==null&&(e.preventDefault(),n<0?this.field.focus():(this.reached=n,this.hits[n]?.focus()))}};p([l()],$.prototype,`wanted`,void 0),p([l()],$.prototype,`playing`,void 0),p([l()],$.prototype,`reached`,void 0),p([x(`input`)],$.prototype,`field`,void 0),p([S(`wf-search-hit`)],$.prototype,`hits`,void 0),$=p([_(`wf-search-page`)],$);export{$ as SearchPage};