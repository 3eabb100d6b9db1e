import{A as e,B as t,C as n,Ct as r,D as i,G as a,It as o,K as s,M as c,N as l,P as ee,Q as te,S as ne,St as re,Ut as u,Z as ie,_ as d,d as ae,f as oe,fn as se,g as f,h as p,i as m,j as ce,k as le,lt as h,m as g,n as _,nt as ue,r as v,s as de,t as y,v as b,x,y as S,z as fe}from"./decorate-D1_Fi9r5.js";import{n as C}from"./store-D0-sJLqh.js";import{t as w}from"./notice-BHROsN-n.js";import{t as pe}from"./page-DryWVP_T.js";import{t as T}from"./query-Df4-SAIv.js";import{t as me}from"./query-all-BOF-gqtH.js";import{t as E}from"./remote-DR9kSx6o.js";import{a as D,n as he,o as O,r as ge}from"./format-Ci8H0p6R.js";import{t as k}from"./remote-CKbHjOoe.js";import{t as A}from"./rights-KL0q-kIB.js";import{n as j,t as M}from"./undo-o-N7xzo7.js";import"./dialog-Doe3VDDi.js";import{t as _e}from"./pages-DM52oS2d.js";import"./moment-player-CfC5PQRI.js";var ve=ae(class extends oe{constructor(){super(...arguments),this.key=S}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(de(e),this.key=t),n}}),N=class extends b{static{this.styles=[m,_,n`
      ol {
        margin: 0.5rem 0;
        padding: 0;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        min-height: 3rem;
        padding: 0.15rem 1rem;
      }
      li + li {
        border-top: 1px solid var(--wf-line);
      }
      .what {
        flex: 1;
      }
      .about {
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
    `]}constructor(){super(),this.person=``,this.edits=new k(async e=>{let t={limit:30,person:this.person===``?null:this.person};return(await this.app.api.call(`GET /api/edits`,{query:t,signal:e})).edits}),new C(this,()=>[this.edits,this.app.people,this.app.me])}connectedCallback(){super.connectedCallback(),this.edits.load()}render(){return x`<h2>${i(`journal.heading`)}</h2>
      ${E(this.edits.get(),this.edits.load,e=>e.length===0?x`<p>${i(`journal.none`)}</p>`:x`<ol>
              ${e.map(e=>x`<li>${this.renderEdit(e)}</li>`)}
            </ol>`)}`}renderEdit(e){let t=e.person_ids.map(e=>this.app.people.find(e)?.name??i(`journal.gone`)),n=`${D(e.created_ms)}${t.length===0?``:` · ${t.join(`, `)}`}`;return x`
      <span class="what">
        ${i(`journal.kind.${e.kind}`)}${e.state===`undone`?` (${i(`journal.undone`)})`:``}
        <span class="about"><br />${n}</span>
      </span>
      ${e.can_undo&&A(this.app.me.get(),`edit`)?x`<button class="plain" @click=${()=>void this.undo(e)}>${i(`toast.undo`)}</button>`:S}
    `}async undo({id:e}){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/edits/{edit_id}/undo`,{params:{edit_id:e}})),await Promise.all([this.edits.load(),this.app.people.load()]),this.dispatchEvent(new CustomEvent(`undone`))}};y([f({attribute:!1})],N.prototype,`app`,void 0),y([f()],N.prototype,`person`,void 0),N=y([d(`wf-edit-journal`)],N);function ye(e,t,n){let r=Math.max(0,...e);if(r===0)return{path:``,peak:null};let i=t/e.length;return{path:`M0 ${n}${e.map((e,t)=>{let a=n-e/r*n;return`L${P(t*i)} ${P(a)}L${P((t+1)*i)} ${P(a)}`}).join(``)}L${P(t)} ${n}Z`,peak:(e.indexOf(r)+.5)/e.length}}function P(e){return Math.round(e*10)/10}var F=600,I=180,L=class extends b{static{this.styles=[m,n`
      figure {
        margin: 0.75rem 0;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      svg {
        display: block;
        width: 100%;
        max-width: 60rem;
        height: auto;
        overflow: visible;
      }
      path.same {
        fill: color-mix(in srgb, var(--wf-lane-recording) 55%, transparent);
        stroke: var(--wf-lane-recording);
      }
      .key.same::before {
        background: var(--wf-lane-recording);
      }
      path.other {
        fill: color-mix(in srgb, var(--wf-lane-motion) 45%, transparent);
        stroke: var(--wf-lane-motion);
        stroke-dasharray: 4 2;
      }
      .key.other::before {
        background: var(--wf-lane-motion);
      }
      line {
        stroke: var(--wf-text);
      }
      .suggested {
        stroke-dasharray: 5 4;
      }
      text {
        fill: var(--wf-muted);
        font: 12px var(--wf-font);
      }
      .keys {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.25rem;
        margin: 0.5rem 0;
      }
      .key::before {
        display: inline-block;
        width: 0.8rem;
        height: 0.8rem;
        margin-inline-end: 0.4rem;
        border-radius: 3px;
        content: "";
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.25rem 1rem;
        margin: 0.75rem 0 0;
      }
      dt {
        color: var(--wf-muted);
      }
      dd {
        margin: 0;
      }
    `]}render(){let{genuine:e,impostor:t,accept:n,suggested:r,reason:a,genuine_count:o,impostor_count:s}=this.value,c=ye(e,F,I),l=ye(t,F,I);return x`<figure>
      <svg viewBox="0 -16 ${F} ${216}" role="img" aria-labelledby="said">
        <path class="other" d=${l.path}></path>
        <path class="same" d=${c.path}></path>
        ${r===null||r===n?S:be(r,`suggested`)} ${be(n,`accept`)}
        <line x1="0" x2=${F} y1=${I} y2=${I}></line>
        ${[0,.25,.5,.75,1].map(e=>ne`<text x=${e*F} y=${196} text-anchor=${xe(e)}>${O(e)}</text>`)}
      </svg>
      <div class="keys">
        <span class="key same">${i(`calibration.same`,{count:o})}</span>
        <span class="key other">${i(`calibration.different`,{count:s})}</span>
      </div>
      <figcaption id="said">${this.said(c.peak,l.peak)}</figcaption>
      <dl>
        <dt>${i(`calibration.accept`)}</dt>
        <dd>${O(n)}</dd>
        <dt>${i(`calibration.suggested`)}</dt>
        <dd>${r===null?a??i(`calibration.unknown`):O(r)}</dd>
        ${this.renderRate(`refused`,this.value.false_reject,this.value.false_reject_most)}
        ${this.renderRate(`wrong`,this.value.false_accept,this.value.false_accept_most)}
      </dl>
    </figure>`}said(e,t){return e===null||t===null?i(`calibration.too_few`):i(`calibration.said`,{same:O(e),other:O(t),accept:O(this.value.accept)})}renderRate(e,t,n){if(t===null)return x``;let r=n===null?O(t):i(`calibration.at_most`,{rate:O(t),most:O(n)});return x`<dt>${i(`calibration.${e}`)}</dt>
      <dd>${r}</dd>`}};y([f({attribute:!1})],L.prototype,`value`,void 0),L=y([d(`wf-calibration-plot`)],L);function be(e,t){let n=e*F;return ne`<line class=${t} x1=${n} x2=${n} y1="-12" y2=${I}></line>`}function xe(e){return e===0?`start`:e===1?`end`:`middle`}var R=class extends b{constructor(...e){super(...e),this.source=null,this.seen=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&this.look()})}static{this.styles=[m,n`
      :host {
        display: grid;
        place-items: center;
        aspect-ratio: 1;
        overflow: hidden;
        border-radius: 50%;
        background: color-mix(in srgb, var(--wf-accent) 14%, var(--wf-card));
        color: var(--wf-muted);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .icon {
        width: 60%;
        height: 60%;
      }
    `]}disconnectedCallback(){this.seen.disconnect(),super.disconnectedCallback()}updated(e){let t=e.get(`person`),n=t?.id===this.person.id&&t.face_count===this.person.face_count;e.has(`person`)&&!n&&(this.source=null,this.seen.disconnect(),this.person.face_count>0&&this.seen.observe(this))}render(){return this.source===null?x`${g(le)}`:x`<img alt="" src=${this.source} @error=${()=>this.source=null} />`}async look(){this.seen.disconnect();let e={person_id:this.person.id};try{let{faces:t}=await this.app.api.call(`GET /api/people/{person_id}/faces`,{params:e}),n=Se(t);n!==null&&(this.source=z(this.app,n.person_id,n.id))}catch{}}};y([f({attribute:!1})],R.prototype,`app`,void 0),y([f({attribute:!1})],R.prototype,`person`,void 0),y([p()],R.prototype,`source`,void 0),R=y([d(`wf-person-picture`)],R);function Se(e){let t=({trained:e,quality:t})=>t+ +!!e;return e.toSorted((e,n)=>t(n)-t(e))[0]??null}function z(e,t,n){return e.api.url(`GET /api/people/{person_id}/faces/{face_id}/image.jpg`,{params:{person_id:t,face_id:n}})}var B=class extends b{static{this.styles=[m,_,n`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 0.75rem;
        margin: 0.75rem 0 1.5rem;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 5rem 1fr;
        gap: 0.9rem;
        padding: 0.75rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      img {
        width: 5rem;
        height: 5rem;
        object-fit: cover;
        border-radius: 10px;
      }
      p {
        margin: 0.15rem 0 0.5rem;
        color: var(--wf-muted);
      }
      li p {
        font-size: 0.9rem;
      }
    `]}constructor(){super(),new C(this,()=>[this.outliers,this.calibration,this.app.people,this.app.me])}connectedCallback(){let{api:e}=this.app;this.outliers=new k(async t=>(await e.call(`GET /api/faces/outliers`,{query:{limit:100},signal:t})).outliers),this.calibration=new k(t=>e.call(`GET /api/faces/calibration`,{signal:t})),super.connectedCallback(),this.outliers.load(),this.calibration.load()}render(){return x`
      <h2>${i(`outliers.heading`)}</h2>
      ${E(this.outliers.get(),this.outliers.load,e=>e.length===0?x`<wf-notice .icon=${re} heading=${i(`outliers.none`)}></wf-notice>`:x`<p>${i(`outliers.text`)}</p>
              <ul>
                ${e.map(e=>x`<li>${this.renderOutlier(e)}</li>`)}
              </ul>`)}
      <h2>${i(`calibration.heading`)}</h2>
      <p>${i(`calibration.text`)}</p>
      ${E(this.calibration.get(),this.calibration.load,e=>x`<wf-calibration-plot .value=${e}></wf-calibration-plot>`)}
    `}renderOutlier(e){let{person_id:t,face_id:n}=e,r=this.nameOf(t);return x`
      <img alt=${i(`outliers.picture`,{name:r})} loading="lazy" src=${z(this.app,t,n)} />
      <div>
        <a href="people/${encodeURIComponent(t)}"><bdi>${r}</bdi></a>
        <p>${this.why(e)}</p>
        ${A(this.app.me.get(),`edit`)?x`<button @click=${()=>void this.removeFace(e)}>${i(`person.remove_face`)}</button>`:x``}
      </div>
    `}why({reason:e,own:t,other:n,other_person_id:r}){let a=O(t??0);return e!==`like_another`||r===null?i(`outliers.unlike`,{own:a}):i(`outliers.like`,{own:a,other:O(n??0),name:this.nameOf(r)})}nameOf(e){return this.app.people.find(e)?.name??i(`search.gone`)}async removeFace({person_id:e,face_id:t}){let n={person_id:e,face_id:t},r=()=>void this.outliers.load();await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:n}),await this.outliers.load(),await j(this.app,i(`person.face_removed`),`remove`,e,r)})}};y([f({attribute:!1})],B.prototype,`app`,void 0),B=y([d(`wf-library-check`)],B);var V=class extends b{static{this.styles=[m,_,v,n`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
        gap: 0.75rem;
        margin: 1rem 0;
        padding: 0;
        list-style: none;
      }
      a.person {
        display: grid;
        grid-template-columns: 4.5rem 1fr;
        align-items: center;
        gap: 0.9rem;
        height: 100%;
        padding: 0.75rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        color: inherit;
        text-decoration: none;
      }
      a.person:hover {
        background: color-mix(in srgb, var(--wf-text) 4%, var(--wf-card));
      }
      .name {
        display: block;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .about {
        display: block;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
    `]}constructor(){super(),this.isAdding=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();t!==``&&await this.app.toasts.attempt(async()=>{let{id:e,edit_id:n}=await this.app.api.call(`POST /api/people`,{body:{name:t}});this.isAdding=!1,this.field.value=``,await this.app.people.load(),M(this.app,i(`people.added`,{name:t}),[n],()=>void this.app.people.load()),this.app.router.go(`people/${encodeURIComponent(e)}`)})},new C(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let e=A(this.app.me.get(),`edit`)?x`<button @click=${()=>this.isAdding=!0}>${g(l)}${i(`people.add`)}</button>`:x``;return x`
      ${E(this.app.people.get(),this.app.people.load,t=>t.length===0?x`<wf-notice .icon=${ce} heading=${i(`people.none`)} text=${i(`people.none_text`)}>
              ${e}<a class="button" href="people/review">${i(`people.name_seen`)}</a>
            </wf-notice>`:x`${e}
              <ul>
                ${w(t,({id:e})=>e,e=>x`<li>${this.renderPerson(e)}</li>`)}
              </ul>`)}
      <wf-dialog heading=${i(`people.add`)} ?open=${this.isAdding} @closed=${()=>this.isAdding=!1}>
        <form id="add" @submit=${this.submitted}>
          <label>${i(`people.name`)}<input required maxlength="100" autocomplete="off" dir="auto" /></label>
        </form>
        <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>
          ${i(`people.add`)}
        </button>
      </wf-dialog>
    `}renderPerson(e){let{id:t,name:n,face_count:r,voice_count:a,last_seen_ms:o,last_camera_id:s}=e,c=s===null?null:this.app.cameras.find(s)?.name??null,l=o===null?i(`people.never_seen`):x`${D(o)}${c===null?``:x` · <bdi>${c}</bdi>`}`;return x`<a class="person" href="people/${encodeURIComponent(t)}">
      <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
      <span>
        <span class="name"><bdi>${n}</bdi></span>
        <span class="about">
          ${i(`people.faces`,{count:r})} · ${i(`people.voices`,{count:a})}
        </span>
        <span class="about">${l}</span>
      </span>
    </a>`}};y([f({attribute:!1})],V.prototype,`app`,void 0),y([p()],V.prototype,`isAdding`,void 0),y([T(`input`)],V.prototype,`field`,void 0),V=y([d(`wf-people-grid`)],V);var H=class extends b{constructor(...e){super(...e),this.open=!1,this.typed=``,this.closed=()=>{this.typed=``,this.dispatchEvent(new CustomEvent(`closed`))},this.forget=async()=>{let{id:e,name:t}=this.person;await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/{person_id}/forget`,{params:{person_id:e}}))&&(this.app.toasts.done(i(`forget.done`,{name:t})),this.dispatchEvent(new CustomEvent(`done`)))}}static{this.styles=[m,_,v,n`
      p {
        margin-top: 0;
      }
    `]}render(){let{name:e}=this.person,t=Ce(this.typed,e);return x`<wf-dialog heading=${i(`forget.heading`,{name:e})} ?open=${this.open} @closed=${this.closed}>
      <p>${i(`forget.text`)}</p>
      <label>
        ${i(`forget.type`,{name:e})}
        <input
          autocomplete="off"
          dir="auto"
          .value=${this.typed}
          @input=${e=>this.typed=e.target.value}
        />
      </label>
      <button slot="actions" @click=${this.closed}>${i(`forget.keep`)}</button>
      <button slot="actions" class="danger" ?disabled=${!t} @click=${this.forget}>${i(`forget.do`)}</button>
    </wf-dialog>`}};y([f({attribute:!1})],H.prototype,`app`,void 0),y([f({attribute:!1})],H.prototype,`person`,void 0),y([f({type:Boolean})],H.prototype,`open`,void 0),y([p()],H.prototype,`typed`,void 0),H=y([d(`wf-forget-dialog`)],H);function Ce(e,t){let n=e=>e.normalize(`NFC`).trim().replace(/\s+/g,` `);return n(e)===n(t)}var U=class extends b{constructor(...e){super(...e),this.open=!1,this.into=``}static{this.styles=[m,_,v,n`
      .preview {
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        gap: 0.75rem;
        margin-top: 1rem;
        text-align: center;
      }
      wf-person-picture {
        width: 5rem;
        margin: 0 auto 0.25rem;
      }
      select {
        width: 100%;
      }
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id),t=e.find(({id:e})=>e===this.into)??null;return x`<wf-dialog
      heading=${i(`merge.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <label>
        ${i(`merge.into`,{name:this.person.name})}
        <select @change=${e=>this.into=e.target.value}>
          <option value="">${i(`merge.choose`)}</option>
          ${e.map(({id:e,name:t})=>x`<option value=${e} ?selected=${e===this.into}>${t}</option>`)}
        </select>
      </label>
      ${t===null?S:this.renderPreview(t)}
      <button slot="actions" class="primary" ?disabled=${t===null} @click=${()=>void this.merge(t)}>
        ${i(`merge.do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let n=e=>x`<div>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <bdi>${e.name}</bdi><br />
        ${i(`people.faces`,{count:e.face_count})} · ${i(`people.voices`,{count:e.voice_count})}
      </div>`,r=this.person.face_count+e.face_count,a=this.person.voice_count+e.voice_count;return x`<div class="preview">${n(this.person)}${g(t)}${n(e)}</div>
      <p>
        ${i(`merge.preview`,{name:e.name,alias:this.person.name,faces:i(`people.faces`,{count:r}),voices:i(`people.voices`,{count:a})})}
      </p>`}async merge(e){if(e===null)return;let{id:t,name:n}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:r}=await this.app.api.call(`POST /api/people/{person_id}/merge`,{params:{person_id:t},body:{into_id:e.id}});await this.app.people.load(),this.dispatchEvent(new CustomEvent(`done`,{detail:e.id}));let a=i(`merge.done`,{name:n,into:e.name});M(this.app,a,[r],()=>void this.app.people.load())})}};y([f({attribute:!1})],U.prototype,`app`,void 0),y([f({attribute:!1})],U.prototype,`person`,void 0),y([f({type:Boolean})],U.prototype,`open`,void 0),y([p()],U.prototype,`into`,void 0),U=y([d(`wf-merge-dialog`)],U);var W=class extends b{constructor(...e){super(...e),this.person=``,this.isBusy=!1,this.choice=null,this.forget=()=>{this.choice!==null&&URL.revokeObjectURL(this.choice.url),this.choice=null}}static{this.styles=[m,_,n`
      input {
        display: none;
      }
      .image {
        position: relative;
      }
      img {
        display: block;
        width: 100%;
      }
      button.face {
        position: absolute;
        min-height: 0;
        padding: 0;
        border: 3px solid var(--wf-accent);
        border-radius: 6px;
        background: none;
        color: #fff;
        font-weight: 700;
        text-shadow: 0 0 4px #000;
        outline-offset: 3px;
      }
      button.face:hover {
        background: color-mix(in srgb, var(--wf-accent) 30%, transparent);
      }
    `]}disconnectedCallback(){this.forget(),super.disconnectedCallback()}render(){return x`
      <button ?disabled=${this.isBusy} @click=${()=>this.input.click()}>
        ${g(r)}${i(this.isBusy?`upload.busy`:`upload.add`)}
      </button>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label=${i(`upload.add`)}
        @change=${()=>void this.chosen()}
      />
      <wf-dialog heading=${i(`upload.which`)} ?open=${this.choice!==null} @closed=${this.forget}>
        ${this.choice===null?S:this.renderChoice(this.choice)}
      </wf-dialog>
    `}renderChoice({url:e,places:t,width:n,height:r,file:a}){let o=(e,t)=>`${100*e/t}%`;return x`<p>${i(`upload.which_text`)}</p>
      <div class="image">
        <img alt=${a.name} src=${e} />
        ${t.map(e=>x`<button
              class="face"
              aria-label=${i(`upload.face`,{number:e.index+1})}
              style="left:${o(e.x,n)};top:${o(e.y,r)};width:${o(e.width,n)};height:${o(e.height,r)}"
              @click=${()=>void this.pick(a,e.index)}
            >
              ${e.index+1}
            </button>`)}
      </div>`}async chosen(){this.isBusy=!0;for(let e of[...this.input.files??[]])if(!await this.send(e,null))break;this.input.value=``,this.isBusy=!1}async pick(e,t){this.forget(),this.isBusy=!0,await this.send(e,t),this.isBusy=!1}async send(e,t){try{let n={params:{person_id:this.person},query:{index:t},body:e};return await this.added(await this.app.api.call(`POST /api/people/{person_id}/faces`,n)),!0}catch(t){let n=t instanceof se&&t.code===`several_faces`?t.problem.places:[];return n.length===0?this.app.toasts.failed(t):await this.ask(e,n),!1}}async added({trained:e,refused:t}){let n=e?i(`upload.added`):i(`upload.label_only`,{reason:t??``}),r=()=>this.dispatchEvent(new CustomEvent(`added`));r(),await j(this.app,n,`enrol`,this.person,r)}async ask(e,t){let{width:n,height:r}=await createImageBitmap(e);this.choice={file:e,places:t,width:n,height:r,url:URL.createObjectURL(e)}}};y([f({attribute:!1})],W.prototype,`app`,void 0),y([f()],W.prototype,`person`,void 0),y([p()],W.prototype,`isBusy`,void 0),y([p()],W.prototype,`choice`,void 0),y([T(`input`)],W.prototype,`input`,void 0),W=y([d(`wf-face-upload`)],W);var G=class extends b{constructor(...e){super(...e),this.faces=[],this.open=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();if(t===``)return;let n=this.app.people.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase()),r={face_ids:[...this.faces],...n===void 0?{name:t}:{to_id:n.id}},a={person_id:this.person.id},o=()=>{this.dispatchEvent(new CustomEvent(`done`)),this.app.people.load()};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`POST /api/people/{person_id}/split`,{params:a,body:r});this.field.value=``,o(),M(this.app,i(`split.done`,{name:t}),[e],o)})}}static{this.styles=[m,_,v,n`
      .pictures {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
        margin-bottom: 0.75rem;
      }
      img {
        width: 4rem;
        height: 4rem;
        object-fit: cover;
        border-radius: 8px;
      }
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id);return x`<wf-dialog
      heading=${i(`split.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <p>${i(`split.text`,{count:this.faces.length,name:this.person.name})}</p>
      <div class="pictures">
        ${this.faces.map(e=>x`<img alt="" src=${z(this.app,this.person.id,e)} />`)}
      </div>
      <form @submit=${this.submitted}>
        <label>${i(`split.who`)}<input required maxlength="100" list="others" autocomplete="off" dir="auto" /></label>
        <datalist id="others">${e.map(({name:e})=>x`<option value=${e}></option>`)}</datalist>
      </form>
      <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>${i(`split.do`)}</button>
    </wf-dialog>`}};y([f({attribute:!1})],G.prototype,`app`,void 0),y([f({attribute:!1})],G.prototype,`person`,void 0),y([f({attribute:!1})],G.prototype,`faces`,void 0),y([f({type:Boolean})],G.prototype,`open`,void 0),y([T(`input`)],G.prototype,`field`,void 0),G=y([d(`wf-split-dialog`)],G);var K=class extends b{static{this.styles=[m,_,n`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      h2 {
        flex: 1;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
        gap: 0.75rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        position: relative;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      li:has(:checked) {
        border-color: var(--wf-accent);
        box-shadow: 0 0 0 1px var(--wf-accent);
      }
      img {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        object-fit: cover;
      }
      .about {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 0.15rem 0.25rem 0.15rem 0.6rem;
        font-size: 0.85rem;
      }
      .why {
        margin: 0;
        padding: 0 0.6rem 0.5rem;
        color: var(--wf-warn);
        font-size: 0.85rem;
      }
      label {
        display: grid;
        position: absolute;
        top: 0.25rem;
        left: 0.25rem;
        place-items: center;
        width: 2rem;
        height: 2rem;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-card) 75%, transparent);
      }
      input {
        width: 1.1rem;
        height: 1.1rem;
        accent-color: var(--wf-accent);
      }
    `]}constructor(){super(),this.chosen=new Set,this.isSplitting=!1,this.faces=new k(e=>_e(t=>{let n={person_id:this.person.id};return this.app.api.call(`GET /api/people/{person_id}/faces`,{params:n,query:{cursor:t},signal:e})},e=>e.faces)),this.changed=()=>{this.chosen=new Set,this.isSplitting=!1,this.faces.load(),this.dispatchEvent(new CustomEvent(`changed`))},new C(this,()=>[this.faces,this.app.me])}connectedCallback(){super.connectedCallback(),this.faces.load()}render(){let e=A(this.app.me.get(),`edit`),t=[...this.chosen];return x`
      <header>
        <h2>${i(`person.faces`)}</h2>
        ${e?x`${t.length===0?S:x`<button @click=${()=>this.isSplitting=!0}>
                        ${g(s)}${i(`split.order`,{count:t.length})}
                      </button>`} <wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`:S}
      </header>
      ${E(this.faces.get(),this.faces.load,t=>t.length===0?x`<p>${i(`person.no_faces`)}</p>`:x`<ul>
              ${w(t,({id:e})=>e,(t,n)=>x`<li>${this.renderFace(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-split-dialog
        .app=${this.app}
        .person=${this.person}
        .faces=${t}
        ?open=${this.isSplitting}
        @closed=${()=>this.isSplitting=!1}
        @done=${this.changed}
      ></wf-split-dialog>
    `}renderFace(e,t,n){let r=i(`person.face`,{number:t,name:this.person.name});return x`
      <img alt=${r} loading="lazy" src=${z(this.app,e.person_id,e.id)} />
      <div class="about">
        <span title=${he(e.created_ms)}>${i(`person.quality`,{share:O(e.quality)})}</span>
        ${n?x`<button
                class="plain round"
                aria-label=${`${i(`person.remove_face`)}: ${r}`}
                @click=${()=>void this.removeFace(e)}
              >
                ${g(h)}
              </button>`:S}
      </div>
      ${e.trained?S:x`<p class="why">${i(`person.untrained`,{reason:e.refused??``})}</p>`}
      ${n?x`<label>
              <input
                type="checkbox"
                aria-label=${i(`person.choose`,{what:r})}
                .checked=${this.chosen.has(e.id)}
                @change=${()=>this.toggle(e.id)}
              />
            </label>`:S}
    `}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async removeFace(e){let t={person_id:e.person_id,face_id:e.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:t}),this.changed(),await j(this.app,i(`person.face_removed`),`remove`,e.person_id,this.changed)})}};y([f({attribute:!1})],K.prototype,`app`,void 0),y([f({attribute:!1})],K.prototype,`person`,void 0),y([p()],K.prototype,`chosen`,void 0),y([p()],K.prototype,`isSplitting`,void 0),K=y([d(`wf-person-faces`)],K);var we=9;function Te(e,t){let n=e=>e.id===t.person_id?2**53-1:e.last_seen_ms??0;return e.toSorted((e,t)=>n(t)-n(e)).slice(0,we)}function Ee(e,t,n){let r=e.toLowerCase();if(r===`y`&&t.person_id!==null)return{action:`confirm`,person_id:null};if(r===`x`)return{action:t.person_id===null?`unassign`:`reject`,person_id:null};let i=/^[1-9]$/.test(e)?n[Number(e)-1]:void 0;return i===void 0?null:{action:`assign`,person_id:i.id}}function De(e,t){return e.filter(e=>e.id!==t)}function Oe(e,t){return[t,...De(e,t.id)]}var ke=200,Ae=class extends k{set visits(e){this.change(e)}},q=class extends b{static{this.styles=[m,_,n`
      .card {
        display: grid;
        grid-template-columns: 14rem 1fr;
        gap: 1.25rem;
        margin-top: 0.75rem;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      img {
        width: 100%;
        aspect-ratio: 1;
        object-fit: cover;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 10%, var(--wf-card));
      }
      h3 {
        margin: 0;
      }
      .about {
        margin: 0.25rem 0 0.75rem;
        color: var(--wf-muted);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-bottom: 0.75rem;
      }
      kbd {
        padding: 0 0.35rem;
        border: 1px solid currentColor;
        border-radius: 5px;
        font: 600 0.8rem var(--wf-font);
        opacity: 0.8;
      }
      @media (max-width: 759px) {
        .card {
          grid-template-columns: 1fr;
        }
        img {
          max-width: 12rem;
        }
      }
    `]}constructor(){super(),this.isBusy=!1,this.pressed=e=>{let[t]=e.composedPath(),n=t instanceof HTMLInputElement||t instanceof HTMLSelectElement,r=this.queue.get().value?.[0];r===void 0||n||e.ctrlKey||e.metaKey||e.altKey||e.repeat||A(this.app.me.get(),`edit`)&&this.decide(r,Ee(e.key,r,this.chosen(r)))},new C(this,()=>[this.queue,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.queue=new Ae(async e=>{let t={verdict:`unsure`,limit:ke};return(await this.app.api.call(`GET /api/visits`,{query:t,signal:e})).visits.filter(e=>!e.decided)}),super.connectedCallback(),this.queue.load(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),super.disconnectedCallback()}render(){return x`<h2>${i(`review.heading`)}</h2>
      ${E(this.queue.get(),this.queue.load,e=>{let[t]=e;return t===void 0?x`<wf-notice .icon=${te} heading=${i(`review.none`)} text=${i(`review.none_text`)}></wf-notice>`:this.renderVisit(t,e.length)})}`}renderVisit(e,t){let n=e.name??i(`review.somebody`),r=this.app.cameras.find(e.camera_id)?.name??``,a=A(this.app.me.get(),`edit`);return x`<div class="card">
      <img alt=${i(`review.picture`,{camera:r})} src=${je(this.app,e.id)} />
      <div>
        <div role="status">
          <h3>${e.person_id===null?i(`review.who`):i(`review.is_it`,{name:n})}</h3>
          <p class="about">
            ${r} · ${D(e.start_ms)} · ${i(`review.alike`,{share:O(e.score)})} ·
            ${i(`review.left`,{count:t})}
          </p>
        </div>
        ${a?this.renderChoices(e):x`<p>${i(`errors.forbidden`)}</p>`}
      </div>
    </div>`}renderChoices(e){let t=t=>()=>void this.decide(e,Ee(t,e,this.chosen(e)));return x`
      <div class="choices">
        ${e.person_id===null?S:x`<button class="primary" ?disabled=${this.isBusy} @click=${t(`y`)}>
                ${g(ie)}${i(`review.yes`)}<kbd>Y</kbd>
              </button>`}
        <button ?disabled=${this.isBusy} @click=${t(`x`)}>${g(ue)}${i(`review.no`)}<kbd>X</kbd></button>
        <button class="plain" @click=${()=>this.skip(e)}>${i(`review.skip`)}</button>
      </div>
      <div class="choices" role="group" aria-label=${i(`review.others`)}>
        ${this.chosen(e).map((e,n)=>x`<button ?disabled=${this.isBusy} @click=${t(String(n+1))}>
              <bdi>${e.name}</bdi><kbd>${n+1}</kbd>
            </button>`)}
      </div>
    `}chosen(e){return Te(this.app.people.get().value??[],e)}skip(e){this.queue.visits=t=>[...De(t,e.id),e]}async decide(e,t){if(t===null||this.isBusy)return;this.isBusy=!0;let{action:n,person_id:r}=t;await this.app.toasts.attempt(async()=>{let a={action:n,visit_ids:[e.id],...r===null?{}:{person_id:r}},{labels:o}=await this.app.api.call(`POST /api/visits/label`,{body:a}),s=o.find(e=>e.reason!==null)?.reason,c=this.told(e,t)+(s===void 0?``:` ${i(`review.label_only`,{reason:s??``})}`),l=o.map(({edit_id:e})=>e);M(this.app,c,l,()=>this.queue.visits=t=>Oe(t,e))})&&(this.queue.visits=t=>De(t,e.id)),this.isBusy=!1}told(e,{action:t,person_id:n}){if(t===`reject`)return i(`review.rejected`,{name:e.name??``});if(t===`unassign`)return i(`review.unassigned`);let r=n??e.person_id;return i(`review.confirmed`,{name:(r===null?null:this.app.people.find(r)?.name)??e.name??``})}};y([f({attribute:!1})],q.prototype,`app`,void 0),y([p()],q.prototype,`isBusy`,void 0),q=y([d(`wf-review-queue`)],q);function je(e,t){return e.api.url(`GET /api/visits/{visit_id}/image.jpg`,{params:{visit_id:t}})}var Me=24,Ne=2e3,Pe=class extends k{add(e){this.change(({visits:t})=>({visits:[...t,...e.visits],cursor:e.cursor}))}},J=class extends b{static{this.styles=[m,_,n`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
        gap: 0.5rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 3.5rem minmax(0, 1fr) auto auto;
        align-items: center;
        gap: 0.6rem;
        padding: 0.4rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      img,
      .none {
        width: 3.5rem;
        height: 3.5rem;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 10%, var(--wf-card));
        object-fit: cover;
      }
      .about {
        display: block;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      wf-moment-player {
        max-width: 40rem;
        margin: 0.75rem 0;
      }
    `]}constructor(){super(),this.moment=null,this.expired=new Set,this.visits=new Pe(e=>this.read(null,e)),this.changed=()=>{this.visits.load(),this.dispatchEvent(new CustomEvent(`changed`))},new C(this,()=>[this.visits,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.visits.load()}render(){return x`<h2>${i(`person.visits`)}</h2>
      ${this.moment===null?S:x`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${E(this.visits.get(),this.visits.load,({visits:e,cursor:t})=>e.length===0?x`<p>${i(`person.no_visits`)}</p>`:x`<ul>
                ${w(e,({id:e})=>e,e=>x`<li>${this.renderVisit(e)}</li>`)}
              </ul>
              ${t===null?S:x`<button @click=${()=>void this.more(t)}>${i(`person.more_visits`)}</button>`}`)}`}renderVisit(t){let n=this.app.cameras.find(t.camera_id)?.name??i(`search.gone`),r=D(t.start_ms),a=i(`person.play_visit`,{when:r,camera:n}),o=i(`person.not_them`,{name:this.person.name});return x`
      ${this.expired.has(t.id)?x`<span class="none"></span>`:x`<img
              alt=""
              loading="lazy"
              src=${je(this.app,t.id)}
              @error=${()=>this.expired=new Set([...this.expired,t.id])}
            />`}
      <span>
        ${r}
        <span class="about">
          ${n} ·
          ${t.end_ms===null?i(`person.still_there`):ge(t.end_ms-t.start_ms)}${t.decided?` · ${i(`person.decided`)}`:``}
        </span>
      </span>
      <button class="plain round" aria-label=${a} title=${a} @click=${()=>this.play(t)}>
        ${g(u)}
      </button>
      ${A(this.app.me.get(),`edit`)?x`<button
              class="plain round"
              aria-label=${`${o}: ${r}`}
              title=${o}
              @click=${()=>void this.reject(t)}
            >
              ${g(e)}
            </button>`:x`<span></span>`}
    `}async read(e,t){let n={person:this.person.id,limit:Me,cursor:e};return this.app.api.call(`GET /api/visits`,t===void 0?{query:n}:{query:n,signal:t})}async more(e){await this.app.toasts.attempt(async()=>this.visits.add(await this.read(e)))}play({camera_id:e,start_ms:t}){this.moment={camera_id:e,at_ms:t-Ne}}async reject({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={action:`reject`,visit_ids:[e],person_id:this.person.id},{labels:r}=await t.call(`POST /api/visits/label`,{body:n}),a=r.map(({edit_id:e})=>e);M(this.app,i(`review.rejected`,{name:this.person.name}),a,this.changed),this.changed()})}};y([f({attribute:!1})],J.prototype,`app`,void 0),y([f({attribute:!1})],J.prototype,`person`,void 0),y([p()],J.prototype,`moment`,void 0),y([p()],J.prototype,`expired`,void 0),J=y([d(`wf-person-visits`)],J);var Fe=50;function Ie(e,t){return e.reduce((e,{id:n,start_ms:r,end_ms:i})=>e+(t.has(n)?i-r:0),0)/1e3}var Y=class extends b{static{this.styles=[m,_,n`
      ol {
        max-height: 20rem;
        margin: 0.75rem 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        border-top: 1px solid var(--wf-line);
      }
      label {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0.6rem;
        padding: 0.35rem 0;
      }
      .about {
        display: block;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      .text {
        overflow-wrap: anywhere;
      }
    `]}constructor(){super(),this.open=!1,this.chosen=new Set,this.moment=null,this.isBusy=!1,this.lines=new k(async e=>{let t={speakers:[this.person.id],limit:Fe};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))},new C(this,()=>[this.lines])}willUpdate(e){e.has(`open`)&&this.open&&(this.chosen=new Set,this.lines.load())}render(){let e=Ie(this.lines.get().value??[],this.chosen);return x`<wf-dialog heading=${i(`voice_lines.order`)} ?open=${this.open} @closed=${this.closed}>
      ${this.open?this.renderLines(e):S}
      <button
        slot="actions"
        class="primary"
        ?disabled=${e<10||this.isBusy}
        @click=${()=>void this.learn()}
      >
        ${i(this.isBusy?`voice_lines.busy`:`voice_lines.learn`)}
      </button>
    </wf-dialog>`}renderLines(e){return x`<p>${i(`voice_lines.text`,{name:this.person.name,least:10})}</p>
      ${this.moment===null?S:x`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${E(this.lines.get(),this.lines.load,t=>t.length===0?x`<p>${i(`voice_lines.none`,{name:this.person.name})}</p>`:x`<ol>
                ${t.map(e=>x`<li>${this.renderLine(e)}</li>`)}
              </ol>
              <p role="status">${i(`voice_lines.chosen`,{seconds:Math.floor(e),least:10})}</p>`)}`}renderLine(e){return x`<label>
        <input type="checkbox" .checked=${this.chosen.has(e.id)} @change=${()=>this.toggle(e.id)} />
        <span>
          <span class="about">${D(e.start_ms)}</span>
          <span class="text" dir="auto">${e.text}</span>
        </span>
      </label>
      <button
        class="plain round"
        aria-label=${i(`speakers.play_line`,{text:e.text})}
        @click=${()=>this.moment={camera_id:e.camera_id,at_ms:e.start_ms}}
      >
        ${g(u)}
      </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async learn(){this.isBusy=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t={line_ids:[...this.chosen]};await this.app.api.call(`POST /api/people/{person_id}/voices/lines`,{params:e,body:t}),this.moment=null;let n=()=>this.dispatchEvent(new CustomEvent(`learnt`));n(),await j(this.app,i(`voice_lines.learnt`,{name:this.person.name}),`enrol`,e.person_id,n)}),this.isBusy=!1}};y([f({attribute:!1})],Y.prototype,`app`,void 0),y([f({attribute:!1})],Y.prototype,`person`,void 0),y([f({type:Boolean})],Y.prototype,`open`,void 0),y([p()],Y.prototype,`chosen`,void 0),y([p()],Y.prototype,`moment`,void 0),y([p()],Y.prototype,`isBusy`,void 0),Y=y([d(`wf-voice-lines`)],Y);var X=class extends b{static{this.styles=[m,_,n`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      h2 {
        flex: 1;
      }
      ul {
        margin: 0.5rem 0;
        padding: 0;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        list-style: none;
      }
      ul:empty {
        display: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.25rem 0.6rem;
      }
      li + li {
        border-top: 1px solid var(--wf-line);
      }
      li span {
        flex: 1;
      }
    `]}constructor(){super(),this.isLearning=!1,this.voices=new k(async e=>{let t={person_id:this.person.id};return(await this.app.api.call(`GET /api/people/{person_id}/voices`,{params:t,signal:e})).voices}),this.changed=()=>{this.isLearning=!1,this.voices.load(),this.dispatchEvent(new CustomEvent(`changed`))},new C(this,()=>[this.voices,this.app.me])}connectedCallback(){super.connectedCallback(),this.voices.load()}render(){let e=A(this.app.me.get(),`edit`);return x`
      <header>
        <h2>${i(`person.voices`)}</h2>
        ${e?x`<button @click=${()=>this.isLearning=!0}>
                ${g(o)}${i(`voice_lines.order`)}
              </button>`:S}
      </header>
      <audio></audio>
      ${E(this.voices.get(),this.voices.load,t=>t.length===0?x`<p>${i(`person.no_voices`)}</p>`:x`<ul>
              ${w(t,({id:e})=>e,(t,n)=>x`<li>${this.renderVoice(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-voice-lines
        .app=${this.app}
        .person=${this.person}
        ?open=${this.isLearning}
        @closed=${()=>this.isLearning=!1}
        @learnt=${this.changed}
      ></wf-voice-lines>
    `}renderVoice(e,t,n){let r=i(`person.voice`,{number:t,name:this.person.name}),a=Math.round(e.seconds);return x`
      <button class="plain round" aria-label=${i(`person.play`,{what:r})} @click=${()=>void this.play(e)}>
        ${g(u)}
      </button>
      <span> ${i(`person.voice_about`,{seconds:a,share:O(e.quality),when:he(e.created_ms)})} </span>
      ${n?x`<button
              class="plain round"
              aria-label=${`${i(`person.remove_voice`)}: ${r}`}
              @click=${()=>void this.removeVoice(e)}
            >
              ${g(h)}
            </button>`:S}
    `}async play({id:e,person_id:t}){let n={person_id:t,voice_id:e};this.audio.src=this.app.api.url(`GET /api/people/{person_id}/voices/{voice_id}/sound.wav`,{params:n}),await this.app.toasts.attempt(()=>this.audio.play())}async removeVoice({id:e,person_id:t}){let n={person_id:t,voice_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/voices/{voice_id}`,{params:n}),this.changed(),await j(this.app,i(`person.voice_removed`),`remove`,t,this.changed)})}};y([f({attribute:!1})],X.prototype,`app`,void 0),y([f({attribute:!1})],X.prototype,`person`,void 0),y([p()],X.prototype,`isLearning`,void 0),y([T(`audio`)],X.prototype,`audio`,void 0),X=y([d(`wf-person-voices`)],X);var Le=[`household`,`guest`,`service`,`unwanted`],Z=class extends b{static{this.styles=[m,_,v,n`
      :host {
        display: grid;
        gap: 1.25rem;
      }
      header {
        display: grid;
        grid-template-columns: auto 5rem 1fr;
        align-items: center;
        gap: 0.9rem;
      }
      h1 {
        overflow-wrap: anywhere;
      }
      p {
        margin: 0.15rem 0 0;
        color: var(--wf-muted);
      }
      form,
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem;
      }
      label {
        flex: 1;
        min-width: min(14rem, 100%);
      }
      .hint {
        font-weight: 400;
        font-size: 0.85rem;
      }
    `]}constructor(){super(),this.shown=``,this.close=()=>{this.shown=``},this.leave=()=>{this.app.people.load(),this.app.router.go(`people`)},this.refresh=()=>{this.app.people.load(),this.journal.edits.load()},this.saved=async e=>{e.preventDefault();let t=new FormData(this.form),n={name:Q(t,`name`).trim(),aliases:Re(Q(t,`aliases`)),kind:Le.find(e=>e===Q(t,`kind`))??`household`,ha_person_id:Q(t,`entity`).trim()||null};await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},{edit_id:t}=await this.app.api.call(`PATCH /api/people/{person_id}`,{params:e,body:n});this.refresh(),M(this.app,i(`person.saved`),[t],this.refresh)})},new C(this,()=>[this.app.me,this.app.cameras])}render(){let{person:e}=this,t=this.app.me.get(),n=this.app.cameras.find(e.last_camera_id??``)?.name;return x`
      <header>
        <a class="button plain round" href="people" aria-label=${i(`people.all`)} title=${i(`people.all`)}>
          ${g(fe)}
        </a>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <div>
          <h1><bdi>${e.name}</bdi></h1>
          <p>
            ${e.last_seen_ms===null?i(`people.never_seen`):i(`person.last_seen`,{when:D(e.last_seen_ms),where:n??i(`search.gone`)})}
          </p>
        </div>
      </header>
      ${A(t,`edit`)?this.renderForm(e):S}
      <wf-person-faces .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-faces>
      <wf-person-visits .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-visits>
      <wf-person-voices .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-voices>
      <wf-edit-journal .app=${this.app} person=${e.id} @undone=${this.refresh}></wf-edit-journal>
      <div class="actions">
        ${A(t,`edit`)?x`<button @click=${()=>this.shown=`merge`}>${g(a)}${i(`merge.heading`)}</button>`:S}
        ${A(t,`admin`)?x`<button @click=${()=>void this.delete()}>${g(h)}${i(`person.delete`)}</button>
                <button class="danger" @click=${()=>this.shown=`forget`}>
                  ${g(c)}${i(`forget.order`)}
                </button>`:S}
      </div>
      <wf-merge-dialog
        .app=${this.app}
        .person=${e}
        ?open=${this.shown===`merge`}
        @closed=${this.close}
        @done=${e=>this.app.router.go(`people/${encodeURIComponent(e.detail)}`)}
      ></wf-merge-dialog>
      <wf-forget-dialog
        .app=${this.app}
        .person=${e}
        ?open=${this.shown===`forget`}
        @closed=${this.close}
        @done=${this.leave}
      ></wf-forget-dialog>
    `}renderForm(e){return x`<form @submit=${this.saved}>
      <label>
        ${i(`people.name`)}
        <input name="name" required maxlength="100" autocomplete="off" dir="auto" .value=${e.name} />
      </label>
      <label>
        ${i(`person.aliases`)}
        <input name="aliases" autocomplete="off" dir="auto" .value=${e.aliases.join(`, `)} />
      </label>
      <label>
        ${i(`person.kind`)}
        <select name="kind">
          ${Le.map(t=>x`<option value=${t} ?selected=${t===e.kind}>${i(`person.kinds.${t}`)}</option>`)}
        </select>
      </label>
      <label>
        ${i(`person.entity`)}
        <input
          name="entity"
          autocomplete="off"
          dir="ltr"
          pattern="person\\.[a-z0-9_]{1,200}"
          placeholder="person.anna"
          .value=${e.ha_person_id??``}
        />
      </label>
      <button>${i(`person.save`)}</button>
    </form>`}async delete(){let{id:e,name:t}=this.person;await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}`,{params:{person_id:e}}),this.leave(),await j(this.app,i(`person.deleted`,{name:t}),`delete`,e,()=>void this.app.people.load())})}};y([f({attribute:!1})],Z.prototype,`app`,void 0),y([f({attribute:!1})],Z.prototype,`person`,void 0),y([p()],Z.prototype,`shown`,void 0),y([T(`form`)],Z.prototype,`form`,void 0),y([T(`wf-edit-journal`)],Z.prototype,`journal`,void 0),Z=y([d(`wf-person-view`)],Z);function Q(e,t){let n=e.get(t);return typeof n==`string`?n:``}function Re(e){return[...new Set(e.split(`,`).map(e=>e.trim()).filter(Boolean))]}var ze=12,$=class extends b{static{this.styles=[m,_,v,n`
      ul {
        display: grid;
        gap: 0.75rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li.group {
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .pictures {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .pictures button {
        position: relative;
        width: 5rem;
        height: 5rem;
        padding: 0;
        overflow: hidden;
        border-radius: 10px;
      }
      .pictures button[aria-pressed="false"] {
        opacity: 0.35;
      }
      .pictures img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      p {
        margin: 0.5rem 0;
        color: var(--wf-muted);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
      }
      label {
        flex: 1;
        min-width: 12rem;
        max-width: 24rem;
      }
      label.others {
        display: flex;
        flex-basis: 100%;
        align-items: center;
        gap: 0.5rem;
        max-width: none;
        font-weight: 400;
      }
    `]}constructor(){super(),this.left=new Set,this.leave=[],this.refresh=()=>{this.left.size>0||[...this.names].some(({value:e})=>e!==``)||this.groups.load()},new C(this,()=>[this.groups,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.groups=new k(e=>_e(t=>this.app.api.call(`GET /api/faces/groups`,{query:{cursor:t},signal:e}),e=>e.groups)),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,this.refresh),this.app.events.on(`visit`,({phase:e})=>{e===`ended`&&this.refresh()})],this.groups.load()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){return x`
      <h2>${i(`groups.heading`)}</h2>
      <p>${i(`groups.text`)}</p>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>x`<option value=${e}></option>`)}
      </datalist>
      ${E(this.groups.get(),this.groups.load,e=>e.length===0?x`<wf-notice .icon=${ee} heading=${i(`groups.none`)} text=${i(`groups.none_text`)}>
            </wf-notice>`:x`<ul>
              ${w(e,({cover_visit_id:e})=>e,e=>x`<li class="group">${this.renderGroup(e)}</li>`)}
            </ul>`)}
    `}renderGroup(e){let t=e.camera_ids.map(e=>this.app.cameras.find(e)?.name??e).join(`, `),n=[e.cover_visit_id,...e.visit_ids.filter(t=>t!==e.cover_visit_id)].slice(0,ze);return x`
      <div class="pictures" role="group" aria-label=${i(`groups.pictures`)}>
        ${n.map((e,t)=>x`<button
              aria-pressed=${!this.left.has(e)}
              aria-label=${i(`groups.picture`,{number:t+1})}
              title=${i(`groups.toggle`)}
              @click=${()=>this.toggle(e)}
            >
              <img alt="" loading="lazy" src=${je(this.app,e)} />
            </button>`)}
      </div>
      <p>
        ${i(`groups.count`,{count:e.count})} · ${t} ·
        ${i(`groups.seen`,{first:D(e.first_seen_ms),last:D(e.last_seen_ms)})}
      </p>
      ${A(this.app.me.get(),`edit`)?x`<form @submit=${t=>void this.name(t,e)}>
              <label>
                ${i(`groups.who`)}
                <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
              </label>
              <button class="primary">${i(`groups.name`)}</button>
              ${e.visit_ids.some(e=>this.left.has(e))?x`<label class="others"> <input type="checkbox" name="others" />${i(`groups.others`)} </label>`:``}
            </form>`:x``}
    `}toggle(e){let t=new Set(this.left);t.delete(e)||t.add(e),this.left=t}async name(e,t){e.preventDefault();let n=e.target.elements,r=n.namedItem(`who`),a=n.namedItem(`others`),o=r.value.trim();if(o===``)return;let s=this.app.people.get().value?.find(e=>e.name.toLowerCase()===o.toLowerCase()),c=a?.checked===!0?t.visit_ids.filter(e=>this.left.has(e)):[],l={visit_ids:t.visit_ids.filter(e=>!this.left.has(e)),rejected_visit_ids:c,...s===void 0?{name:o}:{person_id:s.id}};await this.app.toasts.attempt(async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:l}),t=e.filter(({trained:e})=>e).length,n=i(`groups.named`,{name:o,count:e.length,learnt:t});M(this.app,n,e.map(({edit_id:e})=>e),()=>void this.groups.load()),await Promise.all([this.groups.load(),this.app.people.load()])})}};y([f({attribute:!1})],$.prototype,`app`,void 0),y([me(`input`)],$.prototype,`names`,void 0),y([p()],$.prototype,`left`,void 0),$=y([d(`wf-unknown-groups`)],$);var Be=[``,`review`,`check`,`changes`],Ve=class extends pe{static{this.styles=[...pe.styles,n`
      :host {
        display: block;
        max-width: 80rem;
        margin: 0 auto;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        margin: 0.75rem 0 1.25rem;
      }
      nav a {
        min-height: 2.25rem;
      }
      nav a[aria-current] {
        border-color: var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
      }
      wf-unknown-groups {
        display: block;
        margin-top: 2rem;
      }
    `]}constructor(){super(),new C(this,()=>[this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}render(){let e=this.place.params.person??``,t=Be.find(t=>t===e);return t===void 0?this.renderPerson(e):x`
      <h1>${i(`nav.people`)}</h1>
      <nav aria-label=${i(`people.parts_label`)}>
        ${Be.map(e=>x`<a
              class="button"
              href=${e===``?`people`:`people/${e}`}
              aria-current=${e===t?`page`:S}
              >${i(`people.parts.${e===``?`all`:e}`)}</a
            >`)}
      </nav>
      ${this.renderPart(t)}
    `}renderPart(e){switch(e){case``:return x`<wf-people-grid .app=${this.app}></wf-people-grid>`;case`review`:return x`<wf-review-queue .app=${this.app}></wf-review-queue>
          <wf-unknown-groups .app=${this.app}></wf-unknown-groups>`;case`check`:return x`<wf-library-check .app=${this.app}></wf-library-check>`;case`changes`:return x`<wf-edit-journal .app=${this.app}></wf-edit-journal>`}}renderPerson(e){let{value:t}=this.app.people.get();if(t===null)return x`<h1>${i(`nav.people`)}</h1>
        ${E(this.app.people.get(),this.app.people.load,()=>x``)}`;let n=t.find(t=>t.id===e);return n===void 0?x`<h1 class="hidden-text">${i(`person.gone`)}</h1>
        <wf-notice .icon=${c} heading=${i(`person.gone`)} text=${i(`person.gone_text`)}>
          <a class="button primary" href="people">${i(`people.all`)}</a>
        </wf-notice>`:x`${ve(e,x`<wf-person-view .app=${this.app} .person=${n}></wf-person-view>`)}`}};Ve=y([d(`wf-people-page`)],Ve);export{Ve as PeoplePage};