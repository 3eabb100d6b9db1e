import{Ht as e,I as t,K as n,O as r,Q as i,S as a,_ as o,a as s,b as c,fn as l,g as u,h as d,i as f,n as p,r as m,rt as h,t as g,v as _,w as v,y}from"./page-B9R5_VM7.js";import{t as b}from"./notice-CAPiyz5D.js";import{t as x}from"./remote-CGzZyIGf.js";import"./moment-player-CibEKLMQ.js";import{t as S}from"./remote-Xo3xOLdS.js";import{a as C,o as w,r as T}from"./format-DslewwT8.js";import{t as E}from"./rights-KL0q-kIB.js";import{t as D}from"./undo-o-N7xzo7.js";import"./dialog-CpS7Yjnm.js";var O=500,k=8e3;function A(e){let t=({start_ms:e,end_ms:t})=>Math.min(k,t-e);return e.toSorted((e,n)=>t(n)-t(e)||n.start_ms-e.start_ms)[0]??null}function j(e){return e.start_ms-O}function M(e,t){return{lines:e.lines+t.lines,talk_ms:e.talk_ms+t.talk_ms}}function N(e,t){return e.filter(e=>e.id!==t)}var P=50;async function F(e,t){let n={speaker_ids:[t],limit:P},{lines:i}=await e.call(`POST /api/transcripts/search`,{body:n}),a=A(i);if(a===null)throw Error(r(`speakers.no_lines`));return{camera_id:a.camera_id,at_ms:j(a)}}var I=50,L=`nobody`,R=class extends x{drop(e){this.change(t=>N(t,e))}},z=class extends y{static{this.styles=[s,m,f,v`
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
    `]}constructor(){super(),this.speaker=0,this.lines=new R(async e=>{let t={speaker_ids:[this.speaker],limit:I};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),new l(this,()=>[this.lines,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.lines.load()}render(){return S(this.lines.get(),this.lines.load,e=>e.length===0?a`<p>${r(`speakers.no_lines`)}</p>`:a`<ol aria-label=${r(`speakers.lines_label`)}>
            ${b(e,({id:e})=>e,e=>a`<li>${this.renderLine(e)}</li>`)}
          </ol>`)}renderLine(t){let n=this.app.cameras.find(t.camera_id)?.name??r(`search.gone`);return a`
      <button class="round" aria-label=${r(`speakers.play_line`,{text:t.text})} @click=${()=>this.play(t)}>
        ${d(e)}
      </button>
      <span>
        <span class="about">${C(t.start_ms)} · ${n}</span>
        <span class="text" dir="auto">${t.text}</span>
      </span>
      ${E(this.app.me.get(),`edit`)?this.renderChoice(t):c}
    `}renderChoice(e){return a`<select aria-label=${r(`speakers.line_of`)} @change=${t=>void this.give(e,t.target)}>
      <option value="" selected>${r(`speakers.line_of`)}</option>
      ${(this.app.people.get().value??[]).map(({id:e,name:t})=>a`<option value=${e}>${t}</option>`)}
      <option value=${L}>${r(`speakers.nobody`)}</option>
    </select>`}play(e){let t={camera_id:e.camera_id,at_ms:j(e)};this.dispatchEvent(new CustomEvent(`play`,{detail:t,bubbles:!0,composed:!0}))}async give(e,t){if(t.value===``)return;let n=t.value===L?null:t.value,i=()=>{this.lines.load(),this.dispatchEvent(new CustomEvent(`changed`))};await this.app.toasts.attempt(async()=>{let t={line_id:e.id},a=await this.app.api.call(`PUT /api/transcripts/lines/{line_id}/speaker`,{params:t,body:{person_id:n}}),o=n===null?r(`speakers.nobody`):this.app.people.find(n)?.name??``;D(this.app,r(`speakers.line_given`,{name:o}),[a.edit_id],i)})?(this.lines.drop(e.id),this.dispatchEvent(new CustomEvent(`changed`))):t.value=``}};p([o({attribute:!1})],z.prototype,`app`,void 0),p([o({type:Number})],z.prototype,`speaker`,void 0),z=p([_(`wf-speaker-lines`)],z);var B=class extends y{constructor(...e){super(...e),this.others=[],this.open=!1,this.into=0,this.moment=null,this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[s,m,f,v`
      .both {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin: 0.9rem 0;
      }
      p {
        margin: 0.75rem 0 0;
      }
    `]}render(){let e=this.others.find(({id:e})=>e===this.into)??null;return a`<wf-dialog heading=${r(`speakers.merge`)} ?open=${this.open} @closed=${this.closed}>
      <label>
        ${r(`speakers.same_as`,{number:String(this.speaker.number)})}
        <select @change=${e=>{this.into=Number(e.target.value)}}>
          <option value="0">${r(`speakers.choose`)}</option>
          ${this.others.map(e=>a`<option value=${e.id} ?selected=${e.id===this.into}>
                ${r(`speakers.numbered`,{number:String(e.number)})}
              </option>`)}
        </select>
      </label>
      ${e===null?c:this.renderPreview(e)}
      <button slot="actions" class="primary" ?disabled=${e===null} @click=${()=>void this.merge(e)}>
        ${r(`speakers.merge_do`)}
      </button>
    </wf-dialog>`}renderPreview(t){let{lines:n,talk_ms:i}=M(t,this.speaker),o=t=>a`<button @click=${()=>void this.hear(t)}>
        ${d(e)}${r(`speakers.numbered`,{number:String(t.number)})}
      </button>`;return a`
      <div class="both">${o(this.speaker)}${o(t)}</div>
      ${this.moment===null?c:a`<wf-moment-player
              .app=${this.app}
              .moment=${this.moment}
              @closed=${()=>this.moment=null}
            ></wf-moment-player>`}
      <p>
        ${r(`speakers.preview`,{number:String(t.number),lines:r(`speakers.lines`,{count:n}),time:T(i)})}
      </p>
    `}async hear({id:e}){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}async merge(e){if(e===null)return;let t={speaker_id:this.speaker.id};await this.app.toasts.attempt(async()=>{let n={into_speaker_id:e.id},{edit_id:i}=await this.app.api.call(`POST /api/speakers/{speaker_id}/merge`,{params:t,body:n}),a=()=>this.dispatchEvent(new CustomEvent(`changed`));D(this.app,r(`speakers.merged`,{number:String(e.number)}),[i],a),this.moment=null,a()})}};p([o({attribute:!1})],B.prototype,`app`,void 0),p([o({attribute:!1})],B.prototype,`speaker`,void 0),p([o({attribute:!1})],B.prototype,`others`,void 0),p([o({type:Boolean})],B.prototype,`open`,void 0),p([u()],B.prototype,`into`,void 0),p([u()],B.prototype,`moment`,void 0),B=p([_(`wf-voices-dialog`)],B);var V=class extends y{static{this.styles=[s,m,f,v`
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
    `]}constructor(){super(),this.others=[],this.isOpen=!1,this.isMerging=!1,this.changed=()=>{this.isMerging=!1,this.dispatchEvent(new CustomEvent(`changed`))},this.named=async e=>{e.preventDefault();let t=e.target.elements.namedItem(`who`).value.trim();if(t===``)return;let{api:n,people:i,toasts:a}=this.app;await a.attempt(async()=>{let{id:e}=i.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase())??await n.call(`POST /api/people`,{body:{name:t}}),a={speaker_id:this.speaker.id},o=await n.call(`POST /api/speakers/{speaker_id}/name`,{params:a,body:{person_id:e}}),s=r(`speakers.named`,{name:t,count:o.lines}),c=o.trained?s:`${s} ${r(`speakers.not_learnt`,{reason:o.reason??``})}`;D(this.app,c,[o.edit_id??null],this.changed),i.load(),this.changed()})},new l(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let{id:t,number:i,lines:o,talk_ms:s,last_ms:l,camera_id:u}=this.speaker,f=u===null?null:this.app.cameras.find(u)?.name,p=E(this.app.me.get(),`edit`);return a`<article aria-labelledby="name">
      <header>
        <div>
          <h2 id="name">${r(`speakers.numbered`,{number:String(i)})}</h2>
          <p>
            ${r(`speakers.lines`,{count:o})} · ${r(`speakers.talk`,{time:T(s)})} ·
            ${r(`speakers.last`,{when:C(l)})}${f==null?``:` · ${f}`}
          </p>
        </div>
        <button @click=${()=>this.dispatchEvent(new CustomEvent(`sample`))}>
          ${d(e)}${r(`speakers.sample`)}
        </button>
        ${p&&this.others.length>0?a`<button @click=${()=>this.isMerging=!0}>${d(n)}${r(`speakers.merge`)}</button>`:c}
      </header>
      ${p?this.renderNaming():c}
      <details @toggle=${e=>this.isOpen=e.target.open}>
        <summary>${r(`speakers.show_lines`)}</summary>
        ${this.isOpen?a`<wf-speaker-lines .app=${this.app} speaker=${t} @changed=${this.changed}></wf-speaker-lines>`:c}
      </details>
      <wf-voices-dialog
        .app=${this.app}
        .speaker=${this.speaker}
        .others=${this.others}
        ?open=${this.isMerging}
        @closed=${()=>this.isMerging=!1}
        @changed=${this.changed}
      ></wf-voices-dialog>
    </article>`}renderNaming(){return a`<form @submit=${this.named}>
      <label>
        ${r(`groups.who`)}
        <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
      </label>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>a`<option value=${e}></option>`)}
      </datalist>
      <button class="primary">${r(`groups.name`)}</button>
    </form>`}};p([o({attribute:!1})],V.prototype,`app`,void 0),p([o({attribute:!1})],V.prototype,`speaker`,void 0),p([o({attribute:!1})],V.prototype,`others`,void 0),p([u()],V.prototype,`isOpen`,void 0),p([u()],V.prototype,`isMerging`,void 0),V=p([_(`wf-speaker-card`)],V);var H=class extends y{static{this.styles=[s,m,v`
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
    `]}constructor(){super(),this.suggestions=[],this.speakers=[],this.changed=()=>{this.dispatchEvent(new CustomEvent(`changed`))},new l(this,()=>[this.app.people,this.app.me])}render(){return this.suggestions.length===0?c:a`<h2>${r(`speakers.suggestions`)}</h2>
      <ul>
        ${this.suggestions.map(e=>a`<li>${this.renderSuggestion(e)}</li>`)}
      </ul>`}renderSuggestion(e){let{speaker_id:t,other_id:n,score:o,count:s,against:l,person_id:u}=e,f=u!==null,p=f?this.app.people.find(u)?.name??r(`search.gone`):this.nameOf(n),m=r(f?`speakers.may_be`:`speakers.may_be_one`,{speaker:this.nameOf(t),name:p}),g=f?r(`speakers.why_person`,{count:s,name:p,against:l}):r(`speakers.why_same`,{share:w(o)});return a`
      <span class="what">${m}<span class="why">${g}</span></span>
      ${this.renderSample(t)} ${n===null?c:this.renderSample(n)}
      ${E(this.app.me.get(),`edit`)?a`<button class="primary" @click=${()=>void this.accept(e,m)}>
                ${d(i)}${r(`speakers.accept`)}
              </button>
              <button @click=${()=>void this.dismiss(e)}>${d(h)}${r(`speakers.dismiss`)}</button>`:c}
    `}renderSample(t){let n=r(`speakers.hear`,{name:this.nameOf(t)});return a`<button class="round" aria-label=${n} title=${n} @click=${()=>this.dispatchEvent(new CustomEvent(`sample`,{detail:t}))}>${d(e)}</button>`}nameOf(e){let t=this.speakers.find(t=>t.id===e)?.number;return t===void 0?r(`search.unnamed`):r(`speakers.numbered`,{number:String(t)})}async accept({id:e},t){let{api:n,toasts:i}=this.app;await i.attempt(async()=>{let i={suggestion_id:e},{edit_id:a}=await n.call(`POST /api/speakers/suggestions/{suggestion_id}/accept`,{params:i});D(this.app,r(`speakers.accepted`,{what:t}),[a],this.changed)}),this.changed()}async dismiss({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={suggestion_id:e},{edit_id:i}=await t.call(`DELETE /api/speakers/suggestions/{suggestion_id}`,{params:n});D(this.app,r(`speakers.dismissed`),[i],this.changed)}),this.changed()}};p([o({attribute:!1})],H.prototype,`app`,void 0),p([o({attribute:!1})],H.prototype,`suggestions`,void 0),p([o({attribute:!1})],H.prototype,`speakers`,void 0),H=p([_(`wf-speaker-suggestions`)],H);var U=class extends g{static{this.styles=[...g.styles,v`
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
    `]}constructor(){super(),this.moment=null,new l(this,()=>[this.voices])}connectedCallback(){let{api:e}=this.app;this.voices=new x(async t=>{let[{speakers:n},{suggestions:r}]=await Promise.all([e.call(`GET /api/speakers`,{signal:t}),e.call(`GET /api/speakers/suggestions`,{query:{limit:100},signal:t})]);return{speakers:n,suggestions:r}}),super.connectedCallback(),this.app.people.want(),this.voices.load()}render(){return a`<h1>${r(`nav.speakers`)}</h1>
      <p class="about">${r(`speakers.about`)}</p>
      <div class="columns">
        ${this.moment===null?c:a`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
              </wf-moment-player>`}
        <div>${S(this.voices.get(),this.voices.load,e=>this.renderVoices(e))}</div>
      </div>`}renderVoices({speakers:e,suggestions:n}){if(e.length===0)return a`<wf-notice .icon=${t} heading=${r(`speakers.none`)} text=${r(`speakers.none_text`)}>
      </wf-notice>`;let i=()=>void this.voices.load();return a`
      <wf-speaker-suggestions
        .app=${this.app}
        .suggestions=${n}
        .speakers=${e}
        @sample=${e=>void this.hear(e.detail)}
        @changed=${i}
      ></wf-speaker-suggestions>
      <ul class="list">
        ${b(e,({id:e})=>e,t=>a`<li>
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
    `}async hear(e){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}};p([u()],U.prototype,`moment`,void 0),U=p([_(`wf-speakers-page`)],U);export{U as SpeakersPage};