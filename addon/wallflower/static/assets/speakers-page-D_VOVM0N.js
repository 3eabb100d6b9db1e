import{C as e,D as t,E as n,F as r,J as i,P as a,Qt as o,T as s,a as c,b as l,ct as u,f as d,i as f,j as p,k as m,m as h,o as g,p as _,pt as v,r as y,rt as b,s as x,t as S,u as C,w,yn as T,z as E}from"./shell-ByTqqPMM.js";import{h as D,t as O}from"./common-D35F0Fmm.js";import{t as k}from"./undo-DOGDKBwj.js";var A=500,j=8e3;function M(e){let t=({start_ms:e,end_ms:t})=>Math.min(j,t-e);return e.toSorted((e,n)=>t(n)-t(e)||n.start_ms-e.start_ms)[0]??null}function N(e){return e.start_ms-A}function P(e,t){return{lines:e.lines+t.lines,talk_ms:e.talk_ms+t.talk_ms}}function F(e,t){return e.filter(e=>e.id!==t)}var I=50;async function L(e,t){let n={speaker_ids:[t],limit:I},{lines:r}=await e.call(`POST /api/transcripts/search`,{body:n}),i=M(r);if(i===null)throw Error(a(`speakers.no_lines`));return{camera_id:i.camera_id,at_ms:N(i)}}var R=50,z=`nobody`,B=class extends E{drop(e){this.change(t=>F(t,e))}},V=class extends n{static{this.styles=[g,f,c,p`
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
    `]}constructor(){super(),this.speaker=0,this.lines=new B(async e=>{let t={speaker_ids:[this.speaker],limit:R};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),new T(this,()=>[this.lines,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.lines.load()}render(){return O(this.lines.get(),this.lines.load,e=>e.length===0?m`<p>${a(`speakers.no_lines`)}</p>`:m`<ol aria-label=${a(`speakers.lines_label`)}>
            ${h(e,({id:e})=>e,e=>m`<li>${this.renderLine(e)}</li>`)}
          </ol>`)}renderLine(e){let n=this.app.cameras.find(e.camera_id)?.name??a(`search.gone`);return m`
      <button class="round" aria-label=${a(`speakers.play_line`,{text:e.text})} @click=${()=>this.play(e)}>
        ${l(o)}
      </button>
      <span>
        <span class="about">${d(e.start_ms)} · ${n}</span>
        <span class="text" dir="auto">${e.text}</span>
      </span>
      ${x(this.app.me.get(),`edit`)?this.renderChoice(e):t}
    `}renderChoice(e){return m`<select aria-label=${a(`speakers.line_of`)} @change=${t=>void this.give(e,t.target)}>
      <option value="" selected>${a(`speakers.line_of`)}</option>
      ${(this.app.people.get().value??[]).map(({id:e,name:t})=>m`<option value=${e}>${t}</option>`)}
      <option value=${z}>${a(`speakers.nobody`)}</option>
    </select>`}play(e){let t={camera_id:e.camera_id,at_ms:N(e)};this.dispatchEvent(new CustomEvent(`play`,{detail:t,bubbles:!0,composed:!0}))}async give(e,t){if(t.value===``)return;let n=t.value===z?null:t.value,r=()=>{this.lines.load(),this.dispatchEvent(new CustomEvent(`changed`))};await this.app.toasts.attempt(async()=>{let t={line_id:e.id},i=await this.app.api.call(`PUT /api/transcripts/lines/{line_id}/speaker`,{params:t,body:{person_id:n}}),o=n===null?a(`speakers.nobody`):this.app.people.find(n)?.name??``;k(this.app,a(`speakers.line_given`,{name:o}),[i.edit_id],r)})?(this.lines.drop(e.id),this.dispatchEvent(new CustomEvent(`changed`))):t.value=``}};y([w({attribute:!1})],V.prototype,`app`,void 0),y([w({type:Number})],V.prototype,`speaker`,void 0),V=y([s(`wf-speaker-lines`)],V);var H=class extends n{constructor(...e){super(...e),this.others=[],this.open=!1,this.into=0,this.moment=null,this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[g,f,c,p`
      .both {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin: 0.9rem 0;
      }
      p {
        margin: 0.75rem 0 0;
      }
    `]}render(){let e=this.others.find(({id:e})=>e===this.into)??null;return m`<wf-dialog heading=${a(`speakers.merge`)} ?open=${this.open} @closed=${this.closed}>
      <label>
        ${a(`speakers.same_as`,{number:String(this.speaker.number)})}
        <select @change=${e=>{this.into=Number(e.target.value)}}>
          ${D(0,a(`speakers.choose`),this.into===0)}
          ${this.others.map(e=>D(e.id,a(`speakers.numbered`,{number:String(e.number)}),e.id===this.into))}
        </select>
      </label>
      ${e===null?t:this.renderPreview(e)}
      <button slot="actions" class="primary" ?disabled=${e===null} @click=${()=>void this.merge(e)}>
        ${a(`speakers.merge_do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let{lines:n,talk_ms:r}=P(e,this.speaker),i=e=>m`<button @click=${()=>void this.hear(e)}>
        ${l(o)}${a(`speakers.numbered`,{number:String(e.number)})}
      </button>`;return m`
      <div class="both">${i(this.speaker)}${i(e)}</div>
      ${this.moment===null?t:m`<wf-moment-player
              .app=${this.app}
              .moment=${this.moment}
              @closed=${()=>this.moment=null}
            ></wf-moment-player>`}
      <p>
        ${a(`speakers.preview`,{number:String(e.number),lines:a(`speakers.lines`,{count:n}),time:C(r)})}
      </p>
    `}async hear({id:e}){await this.app.toasts.attempt(async()=>this.moment=await L(this.app.api,e))}async merge(e){if(e===null)return;let t={speaker_id:this.speaker.id};await this.app.toasts.attempt(async()=>{let n={into_speaker_id:e.id},{edit_id:r}=await this.app.api.call(`POST /api/speakers/{speaker_id}/merge`,{params:t,body:n}),i=()=>this.dispatchEvent(new CustomEvent(`changed`));k(this.app,a(`speakers.merged`,{number:String(e.number)}),[r],i),this.moment=null,i()})}};y([w({attribute:!1})],H.prototype,`app`,void 0),y([w({attribute:!1})],H.prototype,`speaker`,void 0),y([w({attribute:!1})],H.prototype,`others`,void 0),y([w({type:Boolean})],H.prototype,`open`,void 0),y([e()],H.prototype,`into`,void 0),y([e()],H.prototype,`moment`,void 0),H=y([s(`wf-voices-dialog`)],H);var U=class extends n{static{this.styles=[g,f,c,p`
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
    `]}constructor(){super(),this.others=[],this.isOpen=!1,this.isMerging=!1,this.changed=()=>{this.isMerging=!1,this.dispatchEvent(new CustomEvent(`changed`))},this.named=async e=>{e.preventDefault();let t=e.target.elements.namedItem(`who`).value.trim();if(t===``)return;let{api:n,people:i,toasts:o}=this.app;await o.attempt(async()=>{let{id:e}=await r(i,t)??await n.call(`POST /api/people`,{body:{name:t}}),o={speaker_id:this.speaker.id},s=await n.call(`POST /api/speakers/{speaker_id}/name`,{params:o,body:{person_id:e}}),c=a(`speakers.named`,{name:t,count:s.lines}),l=s.trained?c:`${c} ${a(`speakers.not_learnt`,{reason:s.reason??``})}`;k(this.app,l,[s.edit_id??null],this.changed),i.load(),this.changed()})},new T(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let{id:e,number:n,lines:r,talk_ms:i,last_ms:s,camera_id:c}=this.speaker,u=c===null?null:this.app.cameras.find(c)?.name,f=x(this.app.me.get(),`edit`);return m`<article aria-labelledby="name">
      <header>
        <div>
          <h2 id="name">${a(`speakers.numbered`,{number:String(n)})}</h2>
          <p>
            ${a(`speakers.lines`,{count:r})} · ${a(`speakers.talk`,{time:C(i)})} ·
            ${a(`speakers.last`,{when:d(s)})}${u==null?``:` · ${u}`}
          </p>
        </div>
        <button @click=${()=>this.dispatchEvent(new CustomEvent(`sample`))}>
          ${l(o)}${a(`speakers.sample`)}
        </button>
        ${f&&this.others.length>0?m`<button @click=${()=>this.isMerging=!0}>${l(b)}${a(`speakers.merge`)}</button>`:t}
      </header>
      ${f?this.renderNaming():t}
      <details @toggle=${e=>this.isOpen=e.target.open}>
        <summary>${a(`speakers.show_lines`)}</summary>
        ${this.isOpen?m`<wf-speaker-lines .app=${this.app} speaker=${e} @changed=${this.changed}></wf-speaker-lines>`:t}
      </details>
      <wf-voices-dialog
        .app=${this.app}
        .speaker=${this.speaker}
        .others=${this.others}
        ?open=${this.isMerging}
        @closed=${()=>this.isMerging=!1}
        @changed=${this.changed}
      ></wf-voices-dialog>
    </article>`}renderNaming(){return m`<form @submit=${this.named}>
      <label>
        ${a(`groups.who`)}
        <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
      </label>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>m`<option value=${e}></option>`)}
      </datalist>
      <button class="primary">${a(`groups.name`)}</button>
    </form>`}reveal(){requestAnimationFrame(()=>{this.scrollIntoView({block:`center`}),this.renderRoot.querySelector(`[name=who]`)?.focus({preventScroll:!0})})}};y([w({attribute:!1})],U.prototype,`app`,void 0),y([w({attribute:!1})],U.prototype,`speaker`,void 0),y([w({attribute:!1})],U.prototype,`others`,void 0),y([e()],U.prototype,`isOpen`,void 0),y([e()],U.prototype,`isMerging`,void 0),U=y([s(`wf-speaker-card`)],U);var W=class extends n{static{this.styles=[g,f,p`
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
    `]}constructor(){super(),this.suggestions=[],this.speakers=[],this.changed=()=>{this.dispatchEvent(new CustomEvent(`changed`))},new T(this,()=>[this.app.people,this.app.me])}render(){return this.suggestions.length===0?t:m`<h2>${a(`speakers.suggestions`)}</h2>
      <ul>
        ${this.suggestions.map(e=>m`<li>${this.renderSuggestion(e)}</li>`)}
      </ul>`}renderSuggestion(e){let{speaker_id:n,other_id:r,score:i,count:o,against:s,person_id:c}=e,d=c!==null,f=d?this.app.people.find(c)?.name??a(`search.gone`):this.nameOf(r),p=a(d?`speakers.may_be`:`speakers.may_be_one`,{speaker:this.nameOf(n),name:f}),h=d?a(`speakers.why_person`,{count:o,name:f,against:s}):a(`speakers.why_same`,{share:_(i)});return m`
      <span class="what">${p}<span class="why">${h}</span></span>
      ${this.renderSample(n)} ${r===null?t:this.renderSample(r)}
      ${x(this.app.me.get(),`edit`)?m`<button class="primary" @click=${()=>void this.accept(e,p)}>
                ${l(u)}${a(`speakers.accept`)}
              </button>
              <button @click=${()=>void this.dismiss(e)}>${l(v)}${a(`speakers.dismiss`)}</button>`:t}
    `}renderSample(e){let t=a(`speakers.hear`,{name:this.nameOf(e)});return m`<button class="round" aria-label=${t} title=${t} @click=${()=>this.dispatchEvent(new CustomEvent(`sample`,{detail:e}))}>${l(o)}</button>`}nameOf(e){let t=this.speakers.find(t=>t.id===e)?.number;return t===void 0?a(`search.unnamed`):a(`speakers.numbered`,{number:String(t)})}async accept({id:e},t){let{api:n,toasts:r}=this.app;await r.attempt(async()=>{let r={suggestion_id:e},{edit_id:i}=await n.call(`POST /api/speakers/suggestions/{suggestion_id}/accept`,{params:r});k(this.app,a(`speakers.accepted`,{what:t}),[i],this.changed)}),this.changed()}async dismiss({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={suggestion_id:e},{edit_id:r}=await t.call(`DELETE /api/speakers/suggestions/{suggestion_id}`,{params:n});k(this.app,a(`speakers.dismissed`),[r],this.changed)}),this.changed()}};y([w({attribute:!1})],W.prototype,`app`,void 0),y([w({attribute:!1})],W.prototype,`suggestions`,void 0),y([w({attribute:!1})],W.prototype,`speakers`,void 0),W=y([s(`wf-speaker-suggestions`)],W);var G=class extends S{static{this.styles=[...S.styles,p`
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
    `]}constructor(){super(),this.moment=null,this.isLookedFor=!1,new T(this,()=>[this.voices])}connectedCallback(){let{api:e}=this.app;this.voices=new E(async t=>{let[{speakers:n},{suggestions:r}]=await Promise.all([e.call(`GET /api/speakers`,{signal:t}),e.call(`GET /api/speakers/suggestions`,{query:{limit:100},signal:t})]);return{speakers:n,suggestions:r}}),super.connectedCallback(),this.app.people.want(),this.voices.load()}updated(e){if(e.has(`place`)&&(this.isLookedFor=this.place.query.has(`voice`)),!this.isLookedFor||this.voices.get().value===null)return;this.isLookedFor=!1;let t=Number(this.place.query.get(`voice`));[...this.renderRoot.querySelectorAll(`wf-speaker-card`)].find(({speaker:e})=>e.id===t)?.reveal()}render(){return m`<h1>${a(`nav.speakers`)}</h1>
      <p class="about">${a(`speakers.about`)}</p>
      <div class="columns">
        ${this.moment===null?t:m`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
              </wf-moment-player>`}
        <div>${O(this.voices.get(),this.voices.load,e=>this.renderVoices(e))}</div>
      </div>`}renderVoices({speakers:e,suggestions:t}){if(e.length===0)return m`<wf-notice .icon=${i} heading=${a(`speakers.none`)} text=${a(`speakers.none_text`)}>
      </wf-notice>`;let n=()=>void this.voices.load();return m`
      <wf-speaker-suggestions
        .app=${this.app}
        .suggestions=${t}
        .speakers=${e}
        @sample=${e=>void this.hear(e.detail)}
        @changed=${n}
      ></wf-speaker-suggestions>
      <ul class="list">
        ${h(e,({id:e})=>e,t=>m`<li>
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
    `}async hear(e){await this.app.toasts.attempt(async()=>this.moment=await L(this.app.api,e))}};y([e()],G.prototype,`moment`,void 0),G=y([s(`wf-speakers-page`)],G);export{G as SpeakersPage};