import{C as e,D as t,E as n,K as r,L as i,P as a,T as o,Xt as s,_n as c,a as l,b as u,dt as d,f,i as p,j as m,k as h,m as g,o as _,ot as v,p as y,r as b,s as x,t as S,tt as C,u as w,w as T}from"./shell-G_ZvzDKA.js";import{t as E}from"./common-CHUPuFU1.js";import{t as D}from"./undo-DOGDKBwj.js";var O=500,k=8e3;function A(e){let t=({start_ms:e,end_ms:t})=>Math.min(k,t-e);return e.toSorted((e,n)=>t(n)-t(e)||n.start_ms-e.start_ms)[0]??null}function j(e){return e.start_ms-O}function M(e,t){return{lines:e.lines+t.lines,talk_ms:e.talk_ms+t.talk_ms}}function N(e,t){return e.filter(e=>e.id!==t)}var P=50;async function F(e,t){let n={speaker_ids:[t],limit:P},{lines:r}=await e.call(`POST /api/transcripts/search`,{body:n}),i=A(r);if(i===null)throw Error(a(`speakers.no_lines`));return{camera_id:i.camera_id,at_ms:j(i)}}var I=50,L=`nobody`,R=class extends i{drop(e){this.change(t=>N(t,e))}},z=class extends n{static{this.styles=[_,p,l,m`
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.5rem 0.75rem;
        padding: 0.4rem 0;
        border-top: 1px solid var(--wf-line);
      }
      .about {
        display: block;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      .text {
        overflow-wrap: anywhere;
      }
      select {
        max-width: 12rem;
      }
      @media (max-width: 759px) {
        li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        select {
          grid-column: 2;
          width: 100%;
          max-width: none;
        }
      }
    `]}constructor(){super(),this.speaker=0,this.lines=new R(async e=>{let t={speaker_ids:[this.speaker],limit:I};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),new c(this,()=>[this.lines,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.lines.load()}render(){return E(this.lines.get(),this.lines.load,e=>e.length===0?h`<p>${a(`speakers.no_lines`)}</p>`:h`<ol aria-label=${a(`speakers.lines_label`)}>
            ${g(e,({id:e})=>e,e=>h`<li>${this.renderLine(e)}</li>`)}
          </ol>`)}renderLine(e){let n=this.app.cameras.find(e.camera_id)?.name??a(`search.gone`);return h`
      <button class="round" aria-label=${a(`speakers.play_line`,{text:e.text})} @click=${()=>this.play(e)}>
        ${u(s)}
      </button>
      <span>
        <span class="about">${f(e.start_ms)} · ${n}</span>
        <span class="text" dir="auto">${e.text}</span>
      </span>
      ${x(this.app.me.get(),`edit`)?this.renderChoice(e):t}
    `}renderChoice(e){return h`<select aria-label=${a(`speakers.line_of`)} @change=${t=>void this.give(e,t.target)}>
      <option value="" selected>${a(`speakers.line_of`)}</option>
      ${(this.app.people.get().value??[]).map(({id:e,name:t})=>h`<option value=${e}>${t}</option>`)}
      <option value=${L}>${a(`speakers.nobody`)}</option>
    </select>`}play(e){let t={camera_id:e.camera_id,at_ms:j(e)};this.dispatchEvent(new CustomEvent(`play`,{detail:t,bubbles:!0,composed:!0}))}async give(e,t){if(t.value===``)return;let n=t.value===L?null:t.value,r=()=>{this.lines.load(),this.dispatchEvent(new CustomEvent(`changed`))};await this.app.toasts.attempt(async()=>{let t={line_id:e.id},i=await this.app.api.call(`PUT /api/transcripts/lines/{line_id}/speaker`,{params:t,body:{person_id:n}}),o=n===null?a(`speakers.nobody`):this.app.people.find(n)?.name??``;D(this.app,a(`speakers.line_given`,{name:o}),[i.edit_id],r)})?(this.lines.drop(e.id),this.dispatchEvent(new CustomEvent(`changed`))):t.value=``}};b([T({attribute:!1})],z.prototype,`app`,void 0),b([T({type:Number})],z.prototype,`speaker`,void 0),z=b([o(`wf-speaker-lines`)],z);var B=class extends n{constructor(...e){super(...e),this.others=[],this.open=!1,this.into=0,this.moment=null,this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[_,p,l,m`
      .both {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin: 0.9rem 0;
      }
      p {
        margin: 0.75rem 0 0;
      }
    `]}render(){let e=this.others.find(({id:e})=>e===this.into)??null;return h`<wf-dialog heading=${a(`speakers.merge`)} ?open=${this.open} @closed=${this.closed}>
      <label>
        ${a(`speakers.same_as`,{number:String(this.speaker.number)})}
        <select @change=${e=>{this.into=Number(e.target.value)}}>
          <option value="0">${a(`speakers.choose`)}</option>
          ${this.others.map(e=>h`<option value=${e.id} ?selected=${e.id===this.into}>
                ${a(`speakers.numbered`,{number:String(e.number)})}
              </option>`)}
        </select>
      </label>
      ${e===null?t:this.renderPreview(e)}
      <button slot="actions" class="primary" ?disabled=${e===null} @click=${()=>void this.merge(e)}>
        ${a(`speakers.merge_do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let{lines:n,talk_ms:r}=M(e,this.speaker),i=e=>h`<button @click=${()=>void this.hear(e)}>
        ${u(s)}${a(`speakers.numbered`,{number:String(e.number)})}
      </button>`;return h`
      <div class="both">${i(this.speaker)}${i(e)}</div>
      ${this.moment===null?t:h`<wf-moment-player
              .app=${this.app}
              .moment=${this.moment}
              @closed=${()=>this.moment=null}
            ></wf-moment-player>`}
      <p>
        ${a(`speakers.preview`,{number:String(e.number),lines:a(`speakers.lines`,{count:n}),time:w(r)})}
      </p>
    `}async hear({id:e}){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}async merge(e){if(e===null)return;let t={speaker_id:this.speaker.id};await this.app.toasts.attempt(async()=>{let n={into_speaker_id:e.id},{edit_id:r}=await this.app.api.call(`POST /api/speakers/{speaker_id}/merge`,{params:t,body:n}),i=()=>this.dispatchEvent(new CustomEvent(`changed`));D(this.app,a(`speakers.merged`,{number:String(e.number)}),[r],i),this.moment=null,i()})}};b([T({attribute:!1})],B.prototype,`app`,void 0),b([T({attribute:!1})],B.prototype,`speaker`,void 0),b([T({attribute:!1})],B.prototype,`others`,void 0),b([T({type:Boolean})],B.prototype,`open`,void 0),b([e()],B.prototype,`into`,void 0),b([e()],B.prototype,`moment`,void 0),B=b([o(`wf-voices-dialog`)],B);var V=class extends n{static{this.styles=[_,p,l,m`
      article {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 0.75rem;
      }
      header div {
        flex: 1;
        min-width: 12rem;
      }
      p {
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.9rem;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
      }
      label {
        flex: 1;
        min-width: 10rem;
        max-width: 22rem;
      }
      summary {
        padding: 0.4rem 0;
        cursor: pointer;
      }
    `]}constructor(){super(),this.others=[],this.isOpen=!1,this.isMerging=!1,this.changed=()=>{this.isMerging=!1,this.dispatchEvent(new CustomEvent(`changed`))},this.named=async e=>{e.preventDefault();let t=e.target.elements.namedItem(`who`).value.trim();if(t===``)return;let{api:n,people:r,toasts:i}=this.app;await i.attempt(async()=>{let{id:e}=r.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase())??await n.call(`POST /api/people`,{body:{name:t}}),i={speaker_id:this.speaker.id},o=await n.call(`POST /api/speakers/{speaker_id}/name`,{params:i,body:{person_id:e}}),s=a(`speakers.named`,{name:t,count:o.lines}),c=o.trained?s:`${s} ${a(`speakers.not_learnt`,{reason:o.reason??``})}`;D(this.app,c,[o.edit_id??null],this.changed),r.load(),this.changed()})},new c(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let{id:e,number:n,lines:r,talk_ms:i,last_ms:o,camera_id:c}=this.speaker,l=c===null?null:this.app.cameras.find(c)?.name,d=x(this.app.me.get(),`edit`);return h`<article aria-labelledby="name">
      <header>
        <div>
          <h2 id="name">${a(`speakers.numbered`,{number:String(n)})}</h2>
          <p>
            ${a(`speakers.lines`,{count:r})} · ${a(`speakers.talk`,{time:w(i)})} ·
            ${a(`speakers.last`,{when:f(o)})}${l==null?``:` · ${l}`}
          </p>
        </div>
        <button @click=${()=>this.dispatchEvent(new CustomEvent(`sample`))}>
          ${u(s)}${a(`speakers.sample`)}
        </button>
        ${d&&this.others.length>0?h`<button @click=${()=>this.isMerging=!0}>${u(C)}${a(`speakers.merge`)}</button>`:t}
      </header>
      ${d?this.renderNaming():t}
      <details @toggle=${e=>this.isOpen=e.target.open}>
        <summary>${a(`speakers.show_lines`)}</summary>
        ${this.isOpen?h`<wf-speaker-lines .app=${this.app} speaker=${e} @changed=${this.changed}></wf-speaker-lines>`:t}
      </details>
      <wf-voices-dialog
        .app=${this.app}
        .speaker=${this.speaker}
        .others=${this.others}
        ?open=${this.isMerging}
        @closed=${()=>this.isMerging=!1}
        @changed=${this.changed}
      ></wf-voices-dialog>
    </article>`}renderNaming(){return h`<form @submit=${this.named}>
      <label>
        ${a(`groups.who`)}
        <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
      </label>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>h`<option value=${e}></option>`)}
      </datalist>
      <button class="primary">${a(`groups.name`)}</button>
    </form>`}reveal(){requestAnimationFrame(()=>{this.scrollIntoView({block:`center`}),this.renderRoot.querySelector(`[name=who]`)?.focus({preventScroll:!0})})}};b([T({attribute:!1})],V.prototype,`app`,void 0),b([T({attribute:!1})],V.prototype,`speaker`,void 0),b([T({attribute:!1})],V.prototype,`others`,void 0),b([e()],V.prototype,`isOpen`,void 0),b([e()],V.prototype,`isMerging`,void 0),V=b([o(`wf-speaker-card`)],V);var H=class extends n{static{this.styles=[_,p,m`
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0.75rem 0 1.5rem;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--wf-accent);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .what {
        flex: 1;
        min-width: 16rem;
      }
      .why {
        display: block;
        color: var(--wf-muted);
        font-size: 0.9rem;
      }
    `]}constructor(){super(),this.suggestions=[],this.speakers=[],this.changed=()=>{this.dispatchEvent(new CustomEvent(`changed`))},new c(this,()=>[this.app.people,this.app.me])}render(){return this.suggestions.length===0?t:h`<h2>${a(`speakers.suggestions`)}</h2>
      <ul>
        ${this.suggestions.map(e=>h`<li>${this.renderSuggestion(e)}</li>`)}
      </ul>`}renderSuggestion(e){let{speaker_id:n,other_id:r,score:i,count:o,against:s,person_id:c}=e,l=c!==null,f=l?this.app.people.find(c)?.name??a(`search.gone`):this.nameOf(r),p=a(l?`speakers.may_be`:`speakers.may_be_one`,{speaker:this.nameOf(n),name:f}),m=l?a(`speakers.why_person`,{count:o,name:f,against:s}):a(`speakers.why_same`,{share:y(i)});return h`
      <span class="what">${p}<span class="why">${m}</span></span>
      ${this.renderSample(n)} ${r===null?t:this.renderSample(r)}
      ${x(this.app.me.get(),`edit`)?h`<button class="primary" @click=${()=>void this.accept(e,p)}>
                ${u(v)}${a(`speakers.accept`)}
              </button>
              <button @click=${()=>void this.dismiss(e)}>${u(d)}${a(`speakers.dismiss`)}</button>`:t}
    `}renderSample(e){let t=a(`speakers.hear`,{name:this.nameOf(e)});return h`<button class="round" aria-label=${t} title=${t} @click=${()=>this.dispatchEvent(new CustomEvent(`sample`,{detail:e}))}>${u(s)}</button>`}nameOf(e){let t=this.speakers.find(t=>t.id===e)?.number;return t===void 0?a(`search.unnamed`):a(`speakers.numbered`,{number:String(t)})}async accept({id:e},t){let{api:n,toasts:r}=this.app;await r.attempt(async()=>{let r={suggestion_id:e},{edit_id:i}=await n.call(`POST /api/speakers/suggestions/{suggestion_id}/accept`,{params:r});D(this.app,a(`speakers.accepted`,{what:t}),[i],this.changed)}),this.changed()}async dismiss({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={suggestion_id:e},{edit_id:r}=await t.call(`DELETE /api/speakers/suggestions/{suggestion_id}`,{params:n});D(this.app,a(`speakers.dismissed`),[r],this.changed)}),this.changed()}};b([T({attribute:!1})],H.prototype,`app`,void 0),b([T({attribute:!1})],H.prototype,`suggestions`,void 0),b([T({attribute:!1})],H.prototype,`speakers`,void 0),H=b([o(`wf-speaker-suggestions`)],H);var U=class extends S{static{this.styles=[...S.styles,m`
      :host {
        display: block;
        max-width: 80rem;
        margin: 0 auto;
      }
      .about {
        margin: 0.25rem 0 1rem;
        color: var(--wf-muted);
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
        gap: 1rem;
      }
      .list {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
        margin: 0;
        padding: 0;
        list-style: none;
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
    `]}constructor(){super(),this.moment=null,this.isLookedFor=!1,new c(this,()=>[this.voices])}connectedCallback(){let{api:e}=this.app;this.voices=new i(async t=>{let[{speakers:n},{suggestions:r}]=await Promise.all([e.call(`GET /api/speakers`,{signal:t}),e.call(`GET /api/speakers/suggestions`,{query:{limit:100},signal:t})]);return{speakers:n,suggestions:r}}),super.connectedCallback(),this.app.people.want(),this.voices.load()}updated(e){if(e.has(`place`)&&(this.isLookedFor=this.place.query.has(`voice`)),!this.isLookedFor||this.voices.get().value===null)return;this.isLookedFor=!1;let t=Number(this.place.query.get(`voice`));[...this.renderRoot.querySelectorAll(`wf-speaker-card`)].find(({speaker:e})=>e.id===t)?.reveal()}render(){return h`<h1>${a(`nav.speakers`)}</h1>
      <p class="about">${a(`speakers.about`)}</p>
      <div class="columns">
        ${this.moment===null?t:h`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
              </wf-moment-player>`}
        <div>${E(this.voices.get(),this.voices.load,e=>this.renderVoices(e))}</div>
      </div>`}renderVoices({speakers:e,suggestions:t}){if(e.length===0)return h`<wf-notice .icon=${r} heading=${a(`speakers.none`)} text=${a(`speakers.none_text`)}>
      </wf-notice>`;let n=()=>void this.voices.load();return h`
      <wf-speaker-suggestions
        .app=${this.app}
        .suggestions=${t}
        .speakers=${e}
        @sample=${e=>void this.hear(e.detail)}
        @changed=${n}
      ></wf-speaker-suggestions>
      <ul class="list">
        ${g(e,({id:e})=>e,t=>h`<li>
              <wf-speaker-card
                .app=${this.app}
                .speaker=${t}
                .others=${e.filter(({id:e})=>e!==t.id)}
                @sample=${()=>void this.hear(t.id)}
                @play=${e=>this.moment=e.detail}
                @changed=${n}
              ></wf-speaker-card>
            </li>`)}
      </ul>
    `}async hear(e){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}};b([e()],U.prototype,`moment`,void 0),U=b([o(`wf-speakers-page`)],U);export{U as SpeakersPage};