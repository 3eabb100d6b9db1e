import{C as e,I as t,K as n,O as r,Q as i,Wt as a,_ as o,g as s,h as c,i as l,m as u,n as d,r as f,rt as p,t as m,v as h,x as g,y as _}from"./decorate-DQJKDT0g.js";import{t as v}from"./notice-C2iW6REb.js";import{t as y}from"./remote-CkOU22TJ.js";import{n as b}from"./store-D0-sJLqh.js";import"./moment-player-DevRIBjm.js";import{t as x}from"./page-reyvvdgm.js";import{t as S}from"./remote-DAP5Dfxq.js";import{a as C,o as w,r as T}from"./format-CJvLajJV.js";import{t as E}from"./rights-KL0q-kIB.js";import{t as D}from"./undo-o-N7xzo7.js";import"./dialog-CIG-yMuu.js";var O=500,k=8e3;function A(e){let t=({start_ms:e,end_ms:t})=>Math.min(k,t-e);return e.toSorted((e,n)=>t(n)-t(e)||n.start_ms-e.start_ms)[0]??null}function j(e){return e.start_ms-O}function M(e,t){return{lines:e.lines+t.lines,talk_ms:e.talk_ms+t.talk_ms}}function N(e,t){return e.filter(e=>e.id!==t)}var P=50;async function F(e,t){let n={speaker_ids:[t],limit:P},{lines:i}=await e.call(`POST /api/transcripts/search`,{body:n}),a=A(i);if(a===null)throw Error(r(`speakers.no_lines`));return{camera_id:a.camera_id,at_ms:j(a)}}var I=50,L=`nobody`,R=class extends y{drop(e){this.change(t=>N(t,e))}},z=class extends h{static{this.styles=[l,d,f,e`
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
    `]}constructor(){super(),this.speaker=0,this.lines=new R(async e=>{let t={speaker_ids:[this.speaker],limit:I};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),new b(this,()=>[this.lines,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.lines.load()}render(){return S(this.lines.get(),this.lines.load,e=>e.length===0?g`<p>${r(`speakers.no_lines`)}</p>`:g`<ol aria-label=${r(`speakers.lines_label`)}>
            ${v(e,({id:e})=>e,e=>g`<li>${this.renderLine(e)}</li>`)}
          </ol>`)}renderLine(e){let t=this.app.cameras.find(e.camera_id)?.name??r(`search.gone`);return g`
      <button class="round" aria-label=${r(`speakers.play_line`,{text:e.text})} @click=${()=>this.play(e)}>
        ${u(a)}
      </button>
      <span>
        <span class="about">${C(e.start_ms)} · ${t}</span>
        <span class="text" dir="auto">${e.text}</span>
      </span>
      ${E(this.app.me.get(),`edit`)?this.renderChoice(e):_}
    `}renderChoice(e){return g`<select aria-label=${r(`speakers.line_of`)} @change=${t=>void this.give(e,t.target)}>
      <option value="" selected>${r(`speakers.line_of`)}</option>
      ${(this.app.people.get().value??[]).map(({id:e,name:t})=>g`<option value=${e}>${t}</option>`)}
      <option value=${L}>${r(`speakers.nobody`)}</option>
    </select>`}play(e){let t={camera_id:e.camera_id,at_ms:j(e)};this.dispatchEvent(new CustomEvent(`play`,{detail:t,bubbles:!0,composed:!0}))}async give(e,t){if(t.value===``)return;let n=t.value===L?null:t.value,i=()=>{this.lines.load(),this.dispatchEvent(new CustomEvent(`changed`))};await this.app.toasts.attempt(async()=>{let t={line_id:e.id},a=await this.app.api.call(`PUT /api/transcripts/lines/{line_id}/speaker`,{params:t,body:{person_id:n}}),o=n===null?r(`speakers.nobody`):this.app.people.find(n)?.name??``;D(this.app,r(`speakers.line_given`,{name:o}),[a.edit_id],i)})?(this.lines.drop(e.id),this.dispatchEvent(new CustomEvent(`changed`))):t.value=``}};m([s({attribute:!1})],z.prototype,`app`,void 0),m([s({type:Number})],z.prototype,`speaker`,void 0),z=m([o(`wf-speaker-lines`)],z);var B=class extends h{constructor(...e){super(...e),this.others=[],this.open=!1,this.into=0,this.moment=null,this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[l,d,f,e`
      .both {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin: 0.9rem 0;
      }
      p {
        margin: 0.75rem 0 0;
      }
    `]}render(){let e=this.others.find(({id:e})=>e===this.into)??null;return g`<wf-dialog heading=${r(`speakers.merge`)} ?open=${this.open} @closed=${this.closed}>
      <label>
        ${r(`speakers.same_as`,{number:String(this.speaker.number)})}
        <select @change=${e=>{this.into=Number(e.target.value)}}>
          <option value="0">${r(`speakers.choose`)}</option>
          ${this.others.map(e=>g`<option value=${e.id} ?selected=${e.id===this.into}>
                ${r(`speakers.numbered`,{number:String(e.number)})}
              </option>`)}
        </select>
      </label>
      ${e===null?_:this.renderPreview(e)}
      <button slot="actions" class="primary" ?disabled=${e===null} @click=${()=>void this.merge(e)}>
        ${r(`speakers.merge_do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let{lines:t,talk_ms:n}=M(e,this.speaker),i=e=>g`<button @click=${()=>void this.hear(e)}>
        ${u(a)}${r(`speakers.numbered`,{number:String(e.number)})}
      </button>`;return g`
      <div class="both">${i(this.speaker)}${i(e)}</div>
      ${this.moment===null?_:g`<wf-moment-player
              .app=${this.app}
              .moment=${this.moment}
              @closed=${()=>this.moment=null}
            ></wf-moment-player>`}
      <p>
        ${r(`speakers.preview`,{number:String(e.number),lines:r(`speakers.lines`,{count:t}),time:T(n)})}
      </p>
    `}async hear({id:e}){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}async merge(e){if(e===null)return;let t={speaker_id:this.speaker.id};await this.app.toasts.attempt(async()=>{let n={into_speaker_id:e.id},{edit_id:i}=await this.app.api.call(`POST /api/speakers/{speaker_id}/merge`,{params:t,body:n}),a=()=>this.dispatchEvent(new CustomEvent(`changed`));D(this.app,r(`speakers.merged`,{number:String(e.number)}),[i],a),this.moment=null,a()})}};m([s({attribute:!1})],B.prototype,`app`,void 0),m([s({attribute:!1})],B.prototype,`speaker`,void 0),m([s({attribute:!1})],B.prototype,`others`,void 0),m([s({type:Boolean})],B.prototype,`open`,void 0),m([c()],B.prototype,`into`,void 0),m([c()],B.prototype,`moment`,void 0),B=m([o(`wf-voices-dialog`)],B);var V=class extends h{static{this.styles=[l,d,f,e`
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
    `]}constructor(){super(),this.others=[],this.isOpen=!1,this.isMerging=!1,this.changed=()=>{this.isMerging=!1,this.dispatchEvent(new CustomEvent(`changed`))},this.named=async e=>{e.preventDefault();let t=e.target.elements.namedItem(`who`).value.trim();if(t===``)return;let{api:n,people:i,toasts:a}=this.app;await a.attempt(async()=>{let{id:e}=i.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase())??await n.call(`POST /api/people`,{body:{name:t}}),a={speaker_id:this.speaker.id},o=await n.call(`POST /api/speakers/{speaker_id}/name`,{params:a,body:{person_id:e}}),s=r(`speakers.named`,{name:t,count:o.lines}),c=o.trained?s:`${s} ${r(`speakers.not_learnt`,{reason:o.reason??``})}`;D(this.app,c,[o.edit_id??null],this.changed),i.load(),this.changed()})},new b(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let{id:e,number:t,lines:i,talk_ms:o,last_ms:s,camera_id:c}=this.speaker,l=c===null?null:this.app.cameras.find(c)?.name,d=E(this.app.me.get(),`edit`);return g`<article aria-labelledby="name">
      <header>
        <div>
          <h2 id="name">${r(`speakers.numbered`,{number:String(t)})}</h2>
          <p>
            ${r(`speakers.lines`,{count:i})} · ${r(`speakers.talk`,{time:T(o)})} ·
            ${r(`speakers.last`,{when:C(s)})}${l==null?``:` · ${l}`}
          </p>
        </div>
        <button @click=${()=>this.dispatchEvent(new CustomEvent(`sample`))}>
          ${u(a)}${r(`speakers.sample`)}
        </button>
        ${d&&this.others.length>0?g`<button @click=${()=>this.isMerging=!0}>${u(n)}${r(`speakers.merge`)}</button>`:_}
      </header>
      ${d?this.renderNaming():_}
      <details @toggle=${e=>this.isOpen=e.target.open}>
        <summary>${r(`speakers.show_lines`)}</summary>
        ${this.isOpen?g`<wf-speaker-lines .app=${this.app} speaker=${e} @changed=${this.changed}></wf-speaker-lines>`:_}
      </details>
      <wf-voices-dialog
        .app=${this.app}
        .speaker=${this.speaker}
        .others=${this.others}
        ?open=${this.isMerging}
        @closed=${()=>this.isMerging=!1}
        @changed=${this.changed}
      ></wf-voices-dialog>
    </article>`}renderNaming(){return g`<form @submit=${this.named}>
      <label>
        ${r(`groups.who`)}
        <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
      </label>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>g`<option value=${e}></option>`)}
      </datalist>
      <button class="primary">${r(`groups.name`)}</button>
    </form>`}};m([s({attribute:!1})],V.prototype,`app`,void 0),m([s({attribute:!1})],V.prototype,`speaker`,void 0),m([s({attribute:!1})],V.prototype,`others`,void 0),m([c()],V.prototype,`isOpen`,void 0),m([c()],V.prototype,`isMerging`,void 0),V=m([o(`wf-speaker-card`)],V);var H=class extends h{static{this.styles=[l,d,e`
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
    `]}constructor(){super(),this.suggestions=[],this.speakers=[],this.changed=()=>{this.dispatchEvent(new CustomEvent(`changed`))},new b(this,()=>[this.app.people,this.app.me])}render(){return this.suggestions.length===0?_:g`<h2>${r(`speakers.suggestions`)}</h2>
      <ul>
        ${this.suggestions.map(e=>g`<li>${this.renderSuggestion(e)}</li>`)}
      </ul>`}renderSuggestion(e){let{speaker_id:t,other_id:n,score:a,count:o,against:s,person_id:c}=e,l=c!==null,d=l?this.app.people.find(c)?.name??r(`search.gone`):this.nameOf(n),f=r(l?`speakers.may_be`:`speakers.may_be_one`,{speaker:this.nameOf(t),name:d}),m=l?r(`speakers.why_person`,{count:o,name:d,against:s}):r(`speakers.why_same`,{share:w(a)});return g`
      <span class="what">${f}<span class="why">${m}</span></span>
      ${this.renderSample(t)} ${n===null?_:this.renderSample(n)}
      ${E(this.app.me.get(),`edit`)?g`<button class="primary" @click=${()=>void this.accept(e,f)}>
                ${u(i)}${r(`speakers.accept`)}
              </button>
              <button @click=${()=>void this.dismiss(e)}>${u(p)}${r(`speakers.dismiss`)}</button>`:_}
    `}renderSample(e){let t=r(`speakers.hear`,{name:this.nameOf(e)});return g`<button class="round" aria-label=${t} title=${t} @click=${()=>this.dispatchEvent(new CustomEvent(`sample`,{detail:e}))}>${u(a)}</button>`}nameOf(e){let t=this.speakers.find(t=>t.id===e)?.number;return t===void 0?r(`search.unnamed`):r(`speakers.numbered`,{number:String(t)})}async accept({id:e},t){let{api:n,toasts:i}=this.app;await i.attempt(async()=>{let i={suggestion_id:e},{edit_id:a}=await n.call(`POST /api/speakers/suggestions/{suggestion_id}/accept`,{params:i});D(this.app,r(`speakers.accepted`,{what:t}),[a],this.changed)}),this.changed()}async dismiss({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={suggestion_id:e},{edit_id:i}=await t.call(`DELETE /api/speakers/suggestions/{suggestion_id}`,{params:n});D(this.app,r(`speakers.dismissed`),[i],this.changed)}),this.changed()}};m([s({attribute:!1})],H.prototype,`app`,void 0),m([s({attribute:!1})],H.prototype,`suggestions`,void 0),m([s({attribute:!1})],H.prototype,`speakers`,void 0),H=m([o(`wf-speaker-suggestions`)],H);var U=class extends x{static{this.styles=[...x.styles,e`
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
    `]}constructor(){super(),this.moment=null,new b(this,()=>[this.voices])}connectedCallback(){let{api:e}=this.app;this.voices=new y(async t=>{let[{speakers:n},{suggestions:r}]=await Promise.all([e.call(`GET /api/speakers`,{signal:t}),e.call(`GET /api/speakers/suggestions`,{query:{limit:100},signal:t})]);return{speakers:n,suggestions:r}}),super.connectedCallback(),this.app.people.want(),this.voices.load()}render(){return g`<h1>${r(`nav.speakers`)}</h1>
      <p class="about">${r(`speakers.about`)}</p>
      <div class="columns">
        ${this.moment===null?_:g`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
              </wf-moment-player>`}
        <div>${S(this.voices.get(),this.voices.load,e=>this.renderVoices(e))}</div>
      </div>`}renderVoices({speakers:e,suggestions:n}){if(e.length===0)return g`<wf-notice .icon=${t} heading=${r(`speakers.none`)} text=${r(`speakers.none_text`)}>
      </wf-notice>`;let i=()=>void this.voices.load();return g`
      <wf-speaker-suggestions
        .app=${this.app}
        .suggestions=${n}
        .speakers=${e}
        @sample=${e=>void this.hear(e.detail)}
        @changed=${i}
      ></wf-speaker-suggestions>
      <ul class="list">
        ${v(e,({id:e})=>e,t=>g`<li>
              <wf-speaker-card
                .app=${this.app}
                .speaker=${t}
                .others=${e.filter(({id:e})=>e!==t.id)}
                @sample=${()=>void this.hear(t.id)}
                @play=${e=>this.moment=e.detail}
                @changed=${i}
              ></wf-speaker-card>
            </li>`)}
      </ul>
    `}async hear(e){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}};m([c()],U.prototype,`moment`,void 0),U=m([o(`wf-speakers-page`)],U);export{U as SpeakersPage};