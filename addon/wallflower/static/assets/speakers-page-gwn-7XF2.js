import{C as e,D as t,F as n,G as r,Ut as i,Z as a,_ as o,g as s,h as c,i as l,m as u,n as d,nt as f,r as p,t as m,v as h,x as g,y as _}from"./decorate-D1_Fi9r5.js";import{t as v}from"./notice-BHROsN-n.js";import{t as y}from"./remote-CKbHjOoe.js";import{n as b}from"./store-D0-sJLqh.js";import"./moment-player-CfC5PQRI.js";import{t as x}from"./page-DryWVP_T.js";import{t as S}from"./remote-DR9kSx6o.js";import{a as C,o as w,r as T}from"./format-Ci8H0p6R.js";import{t as E}from"./rights-KL0q-kIB.js";import{t as D}from"./undo-o-N7xzo7.js";import"./dialog-Doe3VDDi.js";var O=500,k=8e3;function A(e){let t=({start_ms:e,end_ms:t})=>Math.min(k,t-e);return e.toSorted((e,n)=>t(n)-t(e)||n.start_ms-e.start_ms)[0]??null}function j(e){return e.start_ms-O}function M(e,t){return{lines:e.lines+t.lines,talk_ms:e.talk_ms+t.talk_ms}}function N(e,t){return e.filter(e=>e.id!==t)}var P=50;async function F(e,n){let r={speaker_ids:[n],limit:P},{lines:i}=await e.call(`POST /api/transcripts/search`,{body:r}),a=A(i);if(a===null)throw Error(t(`speakers.no_lines`));return{camera_id:a.camera_id,at_ms:j(a)}}var I=50,L=`nobody`,R=class extends y{drop(e){this.change(t=>N(t,e))}},z=class extends h{static{this.styles=[l,d,p,e`
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
    `]}constructor(){super(),this.speaker=0,this.lines=new R(async e=>{let t={speaker_ids:[this.speaker],limit:I};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),new b(this,()=>[this.lines,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.lines.load()}render(){return S(this.lines.get(),this.lines.load,e=>e.length===0?g`<p>${t(`speakers.no_lines`)}</p>`:g`<ol aria-label=${t(`speakers.lines_label`)}>
            ${v(e,({id:e})=>e,e=>g`<li>${this.renderLine(e)}</li>`)}
          </ol>`)}renderLine(e){let n=this.app.cameras.find(e.camera_id)?.name??t(`search.gone`);return g`
      <button class="round" aria-label=${t(`speakers.play_line`,{text:e.text})} @click=${()=>this.play(e)}>
        ${u(i)}
      </button>
      <span>
        <span class="about">${C(e.start_ms)} · ${n}</span>
        <span class="text" dir="auto">${e.text}</span>
      </span>
      ${E(this.app.me.get(),`edit`)?this.renderChoice(e):_}
    `}renderChoice(e){return g`<select aria-label=${t(`speakers.line_of`)} @change=${t=>void this.give(e,t.target)}>
      <option value="" selected>${t(`speakers.line_of`)}</option>
      ${(this.app.people.get().value??[]).map(({id:e,name:t})=>g`<option value=${e}>${t}</option>`)}
      <option value=${L}>${t(`speakers.nobody`)}</option>
    </select>`}play(e){let t={camera_id:e.camera_id,at_ms:j(e)};this.dispatchEvent(new CustomEvent(`play`,{detail:t,bubbles:!0,composed:!0}))}async give(e,n){if(n.value===``)return;let r=n.value===L?null:n.value,i=()=>{this.lines.load(),this.dispatchEvent(new CustomEvent(`changed`))};await this.app.toasts.attempt(async()=>{let n={line_id:e.id},a=await this.app.api.call(`PUT /api/transcripts/lines/{line_id}/speaker`,{params:n,body:{person_id:r}}),o=r===null?t(`speakers.nobody`):this.app.people.find(r)?.name??``;D(this.app,t(`speakers.line_given`,{name:o}),[a.edit_id],i)})?(this.lines.drop(e.id),this.dispatchEvent(new CustomEvent(`changed`))):n.value=``}};m([s({attribute:!1})],z.prototype,`app`,void 0),m([s({type:Number})],z.prototype,`speaker`,void 0),z=m([o(`wf-speaker-lines`)],z);var B=class extends h{constructor(...e){super(...e),this.others=[],this.open=!1,this.into=0,this.moment=null,this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[l,d,p,e`
      .both {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin: 0.9rem 0;
      }
      p {
        margin: 0.75rem 0 0;
      }
    `]}render(){let e=this.others.find(({id:e})=>e===this.into)??null;return g`<wf-dialog heading=${t(`speakers.merge`)} ?open=${this.open} @closed=${this.closed}>
      <label>
        ${t(`speakers.same_as`,{number:String(this.speaker.number)})}
        <select @change=${e=>{this.into=Number(e.target.value)}}>
          <option value="0">${t(`speakers.choose`)}</option>
          ${this.others.map(e=>g`<option value=${e.id} ?selected=${e.id===this.into}>
                ${t(`speakers.numbered`,{number:String(e.number)})}
              </option>`)}
        </select>
      </label>
      ${e===null?_:this.renderPreview(e)}
      <button slot="actions" class="primary" ?disabled=${e===null} @click=${()=>void this.merge(e)}>
        ${t(`speakers.merge_do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let{lines:n,talk_ms:r}=M(e,this.speaker),a=e=>g`<button @click=${()=>void this.hear(e)}>
        ${u(i)}${t(`speakers.numbered`,{number:String(e.number)})}
      </button>`;return g`
      <div class="both">${a(this.speaker)}${a(e)}</div>
      ${this.moment===null?_:g`<wf-moment-player
              .app=${this.app}
              .moment=${this.moment}
              @closed=${()=>this.moment=null}
            ></wf-moment-player>`}
      <p>
        ${t(`speakers.preview`,{number:String(e.number),lines:t(`speakers.lines`,{count:n}),time:T(r)})}
      </p>
    `}async hear({id:e}){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}async merge(e){if(e===null)return;let n={speaker_id:this.speaker.id};await this.app.toasts.attempt(async()=>{let r={into_speaker_id:e.id},{edit_id:i}=await this.app.api.call(`POST /api/speakers/{speaker_id}/merge`,{params:n,body:r}),a=()=>this.dispatchEvent(new CustomEvent(`changed`));D(this.app,t(`speakers.merged`,{number:String(e.number)}),[i],a),this.moment=null,a()})}};m([s({attribute:!1})],B.prototype,`app`,void 0),m([s({attribute:!1})],B.prototype,`speaker`,void 0),m([s({attribute:!1})],B.prototype,`others`,void 0),m([s({type:Boolean})],B.prototype,`open`,void 0),m([c()],B.prototype,`into`,void 0),m([c()],B.prototype,`moment`,void 0),B=m([o(`wf-voices-dialog`)],B);var V=class extends h{static{this.styles=[l,d,p,e`
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
    `]}constructor(){super(),this.others=[],this.isOpen=!1,this.isMerging=!1,this.changed=()=>{this.isMerging=!1,this.dispatchEvent(new CustomEvent(`changed`))},this.named=async e=>{e.preventDefault();let n=e.target.elements.namedItem(`who`).value.trim();if(n===``)return;let{api:r,people:i,toasts:a}=this.app;await a.attempt(async()=>{let{id:e}=i.get().value?.find(e=>e.name.toLowerCase()===n.toLowerCase())??await r.call(`POST /api/people`,{body:{name:n}}),a={speaker_id:this.speaker.id},o=await r.call(`POST /api/speakers/{speaker_id}/name`,{params:a,body:{person_id:e}}),s=t(`speakers.named`,{name:n,count:o.lines}),c=o.trained?s:`${s} ${t(`speakers.not_learnt`,{reason:o.reason??``})}`;D(this.app,c,[o.edit_id??null],this.changed),i.load(),this.changed()})},new b(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let{id:e,number:n,lines:a,talk_ms:o,last_ms:s,camera_id:c}=this.speaker,l=c===null?null:this.app.cameras.find(c)?.name,d=E(this.app.me.get(),`edit`);return g`<article aria-labelledby="name">
      <header>
        <div>
          <h2 id="name">${t(`speakers.numbered`,{number:String(n)})}</h2>
          <p>
            ${t(`speakers.lines`,{count:a})} · ${t(`speakers.talk`,{time:T(o)})} ·
            ${t(`speakers.last`,{when:C(s)})}${l==null?``:` · ${l}`}
          </p>
        </div>
        <button @click=${()=>this.dispatchEvent(new CustomEvent(`sample`))}>
          ${u(i)}${t(`speakers.sample`)}
        </button>
        ${d&&this.others.length>0?g`<button @click=${()=>this.isMerging=!0}>${u(r)}${t(`speakers.merge`)}</button>`:_}
      </header>
      ${d?this.renderNaming():_}
      <details @toggle=${e=>this.isOpen=e.target.open}>
        <summary>${t(`speakers.show_lines`)}</summary>
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
        ${t(`groups.who`)}
        <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
      </label>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>g`<option value=${e}></option>`)}
      </datalist>
      <button class="primary">${t(`groups.name`)}</button>
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
    `]}constructor(){super(),this.suggestions=[],this.speakers=[],this.changed=()=>{this.dispatchEvent(new CustomEvent(`changed`))},new b(this,()=>[this.app.people,this.app.me])}render(){return this.suggestions.length===0?_:g`<h2>${t(`speakers.suggestions`)}</h2>
      <ul>
        ${this.suggestions.map(e=>g`<li>${this.renderSuggestion(e)}</li>`)}
      </ul>`}renderSuggestion(e){let{speaker_id:n,other_id:r,score:i,count:o,against:s,person_id:c}=e,l=c!==null,d=l?this.app.people.find(c)?.name??t(`search.gone`):this.nameOf(r),p=t(l?`speakers.may_be`:`speakers.may_be_one`,{speaker:this.nameOf(n),name:d}),m=l?t(`speakers.why_person`,{count:o,name:d,against:s}):t(`speakers.why_same`,{share:w(i)});return g`
      <span class="what">${p}<span class="why">${m}</span></span>
      ${this.renderSample(n)} ${r===null?_:this.renderSample(r)}
      ${E(this.app.me.get(),`edit`)?g`<button class="primary" @click=${()=>void this.accept(e,p)}>
                ${u(a)}${t(`speakers.accept`)}
              </button>
              <button @click=${()=>void this.dismiss(e)}>${u(f)}${t(`speakers.dismiss`)}</button>`:_}
    `}renderSample(e){let n=t(`speakers.hear`,{name:this.nameOf(e)});return g`<button class="round" aria-label=${n} title=${n} @click=${()=>this.dispatchEvent(new CustomEvent(`sample`,{detail:e}))}>${u(i)}</button>`}nameOf(e){let n=this.speakers.find(t=>t.id===e)?.number;return n===void 0?t(`search.unnamed`):t(`speakers.numbered`,{number:String(n)})}async accept({id:e},n){let{api:r,toasts:i}=this.app;await i.attempt(async()=>{let i={suggestion_id:e},{edit_id:a}=await r.call(`POST /api/speakers/suggestions/{suggestion_id}/accept`,{params:i});D(this.app,t(`speakers.accepted`,{what:n}),[a],this.changed)}),this.changed()}async dismiss({id:e}){let{api:n,toasts:r}=this.app;await r.attempt(async()=>{let r={suggestion_id:e},{edit_id:i}=await n.call(`DELETE /api/speakers/suggestions/{suggestion_id}`,{params:r});D(this.app,t(`speakers.dismissed`),[i],this.changed)}),this.changed()}};m([s({attribute:!1})],H.prototype,`app`,void 0),m([s({attribute:!1})],H.prototype,`suggestions`,void 0),m([s({attribute:!1})],H.prototype,`speakers`,void 0),H=m([o(`wf-speaker-suggestions`)],H);var U=class extends x{static{this.styles=[...x.styles,e`
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
    `]}constructor(){super(),this.moment=null,new b(this,()=>[this.voices])}connectedCallback(){let{api:e}=this.app;this.voices=new y(async t=>{let[{speakers:n},{suggestions:r}]=await Promise.all([e.call(`GET /api/speakers`,{signal:t}),e.call(`GET /api/speakers/suggestions`,{query:{limit:100},signal:t})]);return{speakers:n,suggestions:r}}),super.connectedCallback(),this.app.people.want(),this.voices.load()}render(){return g`<h1>${t(`nav.speakers`)}</h1>
      <p class="about">${t(`speakers.about`)}</p>
      <div class="columns">
        ${this.moment===null?_:g`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
              </wf-moment-player>`}
        <div>${S(this.voices.get(),this.voices.load,e=>this.renderVoices(e))}</div>
      </div>`}renderVoices({speakers:e,suggestions:r}){if(e.length===0)return g`<wf-notice .icon=${n} heading=${t(`speakers.none`)} text=${t(`speakers.none_text`)}>
      </wf-notice>`;let i=()=>void this.voices.load();return g`
      <wf-speaker-suggestions
        .app=${this.app}
        .suggestions=${r}
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