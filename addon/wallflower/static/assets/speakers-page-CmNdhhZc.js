import{I as e,K as t,O as n,Q as r,S as i,Ut as a,_ as o,a as s,b as c,g as l,h as u,i as d,n as f,pn as p,r as m,rt as h,t as g,v as _,w as v,y}from"./page-CA3PHYrT.js";import{t as b}from"./notice-WkHbWDHa.js";import{t as x}from"./remote-DaM1QobE.js";import"./moment-player-CNDQDfuy.js";import{t as S}from"./remote-C0qXrFpz.js";import{a as C,o as w,r as T}from"./format-CLmvoGUa.js";import{t as E}from"./rights-KL0q-kIB.js";import{t as D}from"./undo-o-N7xzo7.js";import"./dialog-DKAihgqu.js";var O=500,k=8e3;function A(e){let t=({start_ms:e,end_ms:t})=>Math.min(k,t-e);return e.toSorted((e,n)=>t(n)-t(e)||n.start_ms-e.start_ms)[0]??null}function j(e){return e.start_ms-O}function M(e,t){return{lines:e.lines+t.lines,talk_ms:e.talk_ms+t.talk_ms}}function N(e,t){return e.filter(e=>e.id!==t)}var P=50;async function F(e,t){let r={speaker_ids:[t],limit:P},{lines:i}=await e.call(`POST /api/transcripts/search`,{body:r}),a=A(i);if(a===null)throw Error(n(`speakers.no_lines`));return{camera_id:a.camera_id,at_ms:j(a)}}var I=50,L=`nobody`,R=class extends x{drop(e){this.change(t=>N(t,e))}},z=class extends y{static{this.styles=[s,m,d,v`
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
    `]}constructor(){super(),this.speaker=0,this.lines=new R(async e=>{let t={speaker_ids:[this.speaker],limit:I};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),new p(this,()=>[this.lines,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.lines.load()}render(){return S(this.lines.get(),this.lines.load,e=>e.length===0?i`<p>${n(`speakers.no_lines`)}</p>`:i`<ol aria-label=${n(`speakers.lines_label`)}>
            ${b(e,({id:e})=>e,e=>i`<li>${this.renderLine(e)}</li>`)}
          </ol>`)}renderLine(e){let t=this.app.cameras.find(e.camera_id)?.name??n(`search.gone`);return i`
      <button class="round" aria-label=${n(`speakers.play_line`,{text:e.text})} @click=${()=>this.play(e)}>
        ${u(a)}
      </button>
      <span>
        <span class="about">${C(e.start_ms)} · ${t}</span>
        <span class="text" dir="auto">${e.text}</span>
      </span>
      ${E(this.app.me.get(),`edit`)?this.renderChoice(e):c}
    `}renderChoice(e){return i`<select aria-label=${n(`speakers.line_of`)} @change=${t=>void this.give(e,t.target)}>
      <option value="" selected>${n(`speakers.line_of`)}</option>
      ${(this.app.people.get().value??[]).map(({id:e,name:t})=>i`<option value=${e}>${t}</option>`)}
      <option value=${L}>${n(`speakers.nobody`)}</option>
    </select>`}play(e){let t={camera_id:e.camera_id,at_ms:j(e)};this.dispatchEvent(new CustomEvent(`play`,{detail:t,bubbles:!0,composed:!0}))}async give(e,t){if(t.value===``)return;let r=t.value===L?null:t.value,i=()=>{this.lines.load(),this.dispatchEvent(new CustomEvent(`changed`))};await this.app.toasts.attempt(async()=>{let t={line_id:e.id},a=await this.app.api.call(`PUT /api/transcripts/lines/{line_id}/speaker`,{params:t,body:{person_id:r}}),o=r===null?n(`speakers.nobody`):this.app.people.find(r)?.name??``;D(this.app,n(`speakers.line_given`,{name:o}),[a.edit_id],i)})?(this.lines.drop(e.id),this.dispatchEvent(new CustomEvent(`changed`))):t.value=``}};f([o({attribute:!1})],z.prototype,`app`,void 0),f([o({type:Number})],z.prototype,`speaker`,void 0),z=f([_(`wf-speaker-lines`)],z);var B=class extends y{constructor(...e){super(...e),this.others=[],this.open=!1,this.into=0,this.moment=null,this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[s,m,d,v`
      .both {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin: 0.9rem 0;
      }
      p {
        margin: 0.75rem 0 0;
      }
    `]}render(){let e=this.others.find(({id:e})=>e===this.into)??null;return i`<wf-dialog heading=${n(`speakers.merge`)} ?open=${this.open} @closed=${this.closed}>
      <label>
        ${n(`speakers.same_as`,{number:String(this.speaker.number)})}
        <select @change=${e=>{this.into=Number(e.target.value)}}>
          <option value="0">${n(`speakers.choose`)}</option>
          ${this.others.map(e=>i`<option value=${e.id} ?selected=${e.id===this.into}>
                ${n(`speakers.numbered`,{number:String(e.number)})}
              </option>`)}
        </select>
      </label>
      ${e===null?c:this.renderPreview(e)}
      <button slot="actions" class="primary" ?disabled=${e===null} @click=${()=>void this.merge(e)}>
        ${n(`speakers.merge_do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let{lines:t,talk_ms:r}=M(e,this.speaker),o=e=>i`<button @click=${()=>void this.hear(e)}>
        ${u(a)}${n(`speakers.numbered`,{number:String(e.number)})}
      </button>`;return i`
      <div class="both">${o(this.speaker)}${o(e)}</div>
      ${this.moment===null?c:i`<wf-moment-player
              .app=${this.app}
              .moment=${this.moment}
              @closed=${()=>this.moment=null}
            ></wf-moment-player>`}
      <p>
        ${n(`speakers.preview`,{number:String(e.number),lines:n(`speakers.lines`,{count:t}),time:T(r)})}
      </p>
    `}async hear({id:e}){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}async merge(e){if(e===null)return;let t={speaker_id:this.speaker.id};await this.app.toasts.attempt(async()=>{let r={into_speaker_id:e.id},{edit_id:i}=await this.app.api.call(`POST /api/speakers/{speaker_id}/merge`,{params:t,body:r}),a=()=>this.dispatchEvent(new CustomEvent(`changed`));D(this.app,n(`speakers.merged`,{number:String(e.number)}),[i],a),this.moment=null,a()})}};f([o({attribute:!1})],B.prototype,`app`,void 0),f([o({attribute:!1})],B.prototype,`speaker`,void 0),f([o({attribute:!1})],B.prototype,`others`,void 0),f([o({type:Boolean})],B.prototype,`open`,void 0),f([l()],B.prototype,`into`,void 0),f([l()],B.prototype,`moment`,void 0),B=f([_(`wf-voices-dialog`)],B);var V=class extends y{static{this.styles=[s,m,d,v`
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
    `]}constructor(){super(),this.others=[],this.isOpen=!1,this.isMerging=!1,this.changed=()=>{this.isMerging=!1,this.dispatchEvent(new CustomEvent(`changed`))},this.named=async e=>{e.preventDefault();let t=e.target.elements.namedItem(`who`).value.trim();if(t===``)return;let{api:r,people:i,toasts:a}=this.app;await a.attempt(async()=>{let{id:e}=i.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase())??await r.call(`POST /api/people`,{body:{name:t}}),a={speaker_id:this.speaker.id},o=await r.call(`POST /api/speakers/{speaker_id}/name`,{params:a,body:{person_id:e}}),s=n(`speakers.named`,{name:t,count:o.lines}),c=o.trained?s:`${s} ${n(`speakers.not_learnt`,{reason:o.reason??``})}`;D(this.app,c,[o.edit_id??null],this.changed),i.load(),this.changed()})},new p(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let{id:e,number:r,lines:o,talk_ms:s,last_ms:l,camera_id:d}=this.speaker,f=d===null?null:this.app.cameras.find(d)?.name,p=E(this.app.me.get(),`edit`);return i`<article aria-labelledby="name">
      <header>
        <div>
          <h2 id="name">${n(`speakers.numbered`,{number:String(r)})}</h2>
          <p>
            ${n(`speakers.lines`,{count:o})} · ${n(`speakers.talk`,{time:T(s)})} ·
            ${n(`speakers.last`,{when:C(l)})}${f==null?``:` · ${f}`}
          </p>
        </div>
        <button @click=${()=>this.dispatchEvent(new CustomEvent(`sample`))}>
          ${u(a)}${n(`speakers.sample`)}
        </button>
        ${p&&this.others.length>0?i`<button @click=${()=>this.isMerging=!0}>${u(t)}${n(`speakers.merge`)}</button>`:c}
      </header>
      ${p?this.renderNaming():c}
      <details @toggle=${e=>this.isOpen=e.target.open}>
        <summary>${n(`speakers.show_lines`)}</summary>
        ${this.isOpen?i`<wf-speaker-lines .app=${this.app} speaker=${e} @changed=${this.changed}></wf-speaker-lines>`:c}
      </details>
      <wf-voices-dialog
        .app=${this.app}
        .speaker=${this.speaker}
        .others=${this.others}
        ?open=${this.isMerging}
        @closed=${()=>this.isMerging=!1}
        @changed=${this.changed}
      ></wf-voices-dialog>
    </article>`}renderNaming(){return i`<form @submit=${this.named}>
      <label>
        ${n(`groups.who`)}
        <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
      </label>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>i`<option value=${e}></option>`)}
      </datalist>
      <button class="primary">${n(`groups.name`)}</button>
    </form>`}};f([o({attribute:!1})],V.prototype,`app`,void 0),f([o({attribute:!1})],V.prototype,`speaker`,void 0),f([o({attribute:!1})],V.prototype,`others`,void 0),f([l()],V.prototype,`isOpen`,void 0),f([l()],V.prototype,`isMerging`,void 0),V=f([_(`wf-speaker-card`)],V);var H=class extends y{static{this.styles=[s,m,v`
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
    `]}constructor(){super(),this.suggestions=[],this.speakers=[],this.changed=()=>{this.dispatchEvent(new CustomEvent(`changed`))},new p(this,()=>[this.app.people,this.app.me])}render(){return this.suggestions.length===0?c:i`<h2>${n(`speakers.suggestions`)}</h2>
      <ul>
        ${this.suggestions.map(e=>i`<li>${this.renderSuggestion(e)}</li>`)}
      </ul>`}renderSuggestion(e){let{speaker_id:t,other_id:a,score:o,count:s,against:l,person_id:d}=e,f=d!==null,p=f?this.app.people.find(d)?.name??n(`search.gone`):this.nameOf(a),m=n(f?`speakers.may_be`:`speakers.may_be_one`,{speaker:this.nameOf(t),name:p}),g=f?n(`speakers.why_person`,{count:s,name:p,against:l}):n(`speakers.why_same`,{share:w(o)});return i`
      <span class="what">${m}<span class="why">${g}</span></span>
      ${this.renderSample(t)} ${a===null?c:this.renderSample(a)}
      ${E(this.app.me.get(),`edit`)?i`<button class="primary" @click=${()=>void this.accept(e,m)}>
                ${u(r)}${n(`speakers.accept`)}
              </button>
              <button @click=${()=>void this.dismiss(e)}>${u(h)}${n(`speakers.dismiss`)}</button>`:c}
    `}renderSample(e){let t=n(`speakers.hear`,{name:this.nameOf(e)});return i`<button class="round" aria-label=${t} title=${t} @click=${()=>this.dispatchEvent(new CustomEvent(`sample`,{detail:e}))}>${u(a)}</button>`}nameOf(e){let t=this.speakers.find(t=>t.id===e)?.number;return t===void 0?n(`search.unnamed`):n(`speakers.numbered`,{number:String(t)})}async accept({id:e},t){let{api:r,toasts:i}=this.app;await i.attempt(async()=>{let i={suggestion_id:e},{edit_id:a}=await r.call(`POST /api/speakers/suggestions/{suggestion_id}/accept`,{params:i});D(this.app,n(`speakers.accepted`,{what:t}),[a],this.changed)}),this.changed()}async dismiss({id:e}){let{api:t,toasts:r}=this.app;await r.attempt(async()=>{let r={suggestion_id:e},{edit_id:i}=await t.call(`DELETE /api/speakers/suggestions/{suggestion_id}`,{params:r});D(this.app,n(`speakers.dismissed`),[i],this.changed)}),this.changed()}};f([o({attribute:!1})],H.prototype,`app`,void 0),f([o({attribute:!1})],H.prototype,`suggestions`,void 0),f([o({attribute:!1})],H.prototype,`speakers`,void 0),H=f([_(`wf-speaker-suggestions`)],H);var U=class extends g{static{this.styles=[...g.styles,v`
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
    `]}constructor(){super(),this.moment=null,new p(this,()=>[this.voices])}connectedCallback(){let{api:e}=this.app;this.voices=new x(async t=>{let[{speakers:n},{suggestions:r}]=await Promise.all([e.call(`GET /api/speakers`,{signal:t}),e.call(`GET /api/speakers/suggestions`,{query:{limit:100},signal:t})]);return{speakers:n,suggestions:r}}),super.connectedCallback(),this.app.people.want(),this.voices.load()}render(){return i`<h1>${n(`nav.speakers`)}</h1>
      <p class="about">${n(`speakers.about`)}</p>
      <div class="columns">
        ${this.moment===null?c:i`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
              </wf-moment-player>`}
        <div>${S(this.voices.get(),this.voices.load,e=>this.renderVoices(e))}</div>
      </div>`}renderVoices({speakers:t,suggestions:r}){if(t.length===0)return i`<wf-notice .icon=${e} heading=${n(`speakers.none`)} text=${n(`speakers.none_text`)}>
      </wf-notice>`;let a=()=>void this.voices.load();return i`
      <wf-speaker-suggestions
        .app=${this.app}
        .suggestions=${r}
        .speakers=${t}
        @sample=${e=>void this.hear(e.detail)}
        @changed=${a}
      ></wf-speaker-suggestions>
      <ul class="list">
        ${b(t,({id:e})=>e,e=>i`<li>
              <wf-speaker-card
                .app=${this.app}
                .speaker=${e}
                .others=${t.filter(({id:t})=>t!==e.id)}
                @sample=${()=>void this.hear(e.id)}
                @play=${e=>this.moment=e.detail}
                @changed=${a}
              ></wf-speaker-card>
            </li>`)}
      </ul>
    `}async hear(e){await this.app.toasts.attempt(async()=>this.moment=await F(this.app.api,e))}};f([l()],U.prototype,`moment`,void 0),U=f([_(`wf-speakers-page`)],U);export{U as SpeakersPage};