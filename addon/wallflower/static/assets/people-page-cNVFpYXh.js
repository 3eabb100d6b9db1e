import{A as e,B as t,C as n,G as r,K as i,M as a,N as o,O as s,P as c,Q as l,S as u,Z as d,_ as f,a as p,b as m,bt as ee,c as te,f as ne,g as h,h as g,i as _,in as re,j as ie,lt as v,n as y,nt as ae,p as oe,r as b,rn as x,t as se,v as S,w as C,xt as ce,y as w,z as le}from"./page-BcXIxuXu.js";import{t as T}from"./notice-BlEEbeTd.js";import{t as E}from"./remote-5huQbXh7.js";import{t as D}from"./query-Df4-SAIv.js";import{t as ue}from"./query-all-BOF-gqtH.js";import{a as O,n as de,o as k}from"./format-DGukFpTP.js";import{t as A}from"./remote-Z47ISTnG.js";import{t as j}from"./rights-KL0q-kIB.js";import{n as M,t as fe}from"./undo-o-N7xzo7.js";import"./dialog-D2kv3Pc3.js";import{t as pe}from"./pages-DM52oS2d.js";var me=ne(class extends oe{constructor(){super(...arguments),this.key=m}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(te(e),this.key=t),n}}),N=class extends w{static{this.styles=[p,b,C`
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
    `]}constructor(){super(),this.person=``,this.edits=new A(async e=>{let t={limit:30,person:this.person===``?null:this.person};return(await this.app.api.call(`GET /api/edits`,{query:t,signal:e})).edits}),new x(this,()=>[this.edits,this.app.people,this.app.me])}connectedCallback(){super.connectedCallback(),this.edits.load()}render(){return u`<h2>${s(`journal.heading`)}</h2>
      ${E(this.edits.get(),this.edits.load,e=>e.length===0?u`<p>${s(`journal.none`)}</p>`:u`<ol>
              ${e.map(e=>u`<li>${this.renderEdit(e)}</li>`)}
            </ol>`)}`}renderEdit(e){let t=e.person_ids.map(e=>this.app.people.find(e)?.name??s(`journal.gone`)),n=`${O(e.created_ms)}${t.length===0?``:` · ${t.join(`, `)}`}`;return u`
      <span class="what">
        ${s(`journal.kind.${e.kind}`)}${e.state===`undone`?` (${s(`journal.undone`)})`:``}
        <span class="about"><br />${n}</span>
      </span>
      ${e.can_undo&&j(this.app.me.get(),`edit`)?u`<button class="plain" @click=${()=>void this.undo(e)}>${s(`toast.undo`)}</button>`:m}
    `}async undo({id:e}){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/edits/{edit_id}/undo`,{params:{edit_id:e}})),await Promise.all([this.edits.load(),this.app.people.load()]),this.dispatchEvent(new CustomEvent(`undone`))}};y([f({attribute:!1})],N.prototype,`app`,void 0),y([f()],N.prototype,`person`,void 0),N=y([S(`wf-edit-journal`)],N);function he(e,t,n){let r=Math.max(0,...e);if(r===0)return{path:``,peak:null};let i=t/e.length;return{path:`M0 ${n}${e.map((e,t)=>{let a=n-e/r*n;return`L${P(t*i)} ${P(a)}L${P((t+1)*i)} ${P(a)}`}).join(``)}L${P(t)} ${n}Z`,peak:(e.indexOf(r)+.5)/e.length}}function P(e){return Math.round(e*10)/10}var F=600,I=180,L=class extends w{static{this.styles=[p,C`
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
    `]}render(){let{genuine:e,impostor:t,accept:r,suggested:i,reason:a,genuine_count:o,impostor_count:c}=this.value,l=he(e,F,I),d=he(t,F,I);return u`<figure>
      <svg viewBox="0 -16 ${F} ${216}" role="img" aria-labelledby="said">
        <path class="other" d=${d.path}></path>
        <path class="same" d=${l.path}></path>
        ${i===null||i===r?m:ge(i,`suggested`)} ${ge(r,`accept`)}
        <line x1="0" x2=${F} y1=${I} y2=${I}></line>
        ${[0,.25,.5,.75,1].map(e=>n`<text x=${e*F} y=${196} text-anchor=${_e(e)}>${k(e)}</text>`)}
      </svg>
      <div class="keys">
        <span class="key same">${s(`calibration.same`,{count:o})}</span>
        <span class="key other">${s(`calibration.different`,{count:c})}</span>
      </div>
      <figcaption id="said">${this.said(l.peak,d.peak)}</figcaption>
      <dl>
        <dt>${s(`calibration.accept`)}</dt>
        <dd>${k(r)}</dd>
        <dt>${s(`calibration.suggested`)}</dt>
        <dd>${i===null?a??s(`calibration.unknown`):k(i)}</dd>
        ${this.renderRate(`refused`,this.value.false_reject,this.value.false_reject_most)}
        ${this.renderRate(`wrong`,this.value.false_accept,this.value.false_accept_most)}
      </dl>
    </figure>`}said(e,t){return e===null||t===null?s(`calibration.too_few`):s(`calibration.said`,{same:k(e),other:k(t),accept:k(this.value.accept)})}renderRate(e,t,n){if(t===null)return u``;let r=n===null?k(t):s(`calibration.at_most`,{rate:k(t),most:k(n)});return u`<dt>${s(`calibration.${e}`)}</dt>
      <dd>${r}</dd>`}};y([f({attribute:!1})],L.prototype,`value`,void 0),L=y([S(`wf-calibration-plot`)],L);function ge(e,t){let r=e*F;return n`<line class=${t} x1=${r} x2=${r} y1="-12" y2=${I}></line>`}function _e(e){return e===0?`start`:e===1?`end`:`middle`}var R=class extends w{constructor(...e){super(...e),this.source=null,this.seen=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&this.look()})}static{this.styles=[p,C`
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
    `]}disconnectedCallback(){this.seen.disconnect(),super.disconnectedCallback()}updated(e){let t=e.get(`person`),n=t?.id===this.person.id&&t.face_count===this.person.face_count;e.has(`person`)&&!n&&(this.source=null,this.seen.disconnect(),this.person.face_count>0&&this.seen.observe(this))}render(){return this.source===null?u`${g(e)}`:u`<img alt="" src=${this.source} @error=${()=>this.source=null} />`}async look(){this.seen.disconnect();let e={person_id:this.person.id};try{let{faces:t}=await this.app.api.call(`GET /api/people/{person_id}/faces`,{params:e}),n=ve(t);n!==null&&(this.source=z(this.app,n.person_id,n.id))}catch{}}};y([f({attribute:!1})],R.prototype,`app`,void 0),y([f({attribute:!1})],R.prototype,`person`,void 0),y([h()],R.prototype,`source`,void 0),R=y([S(`wf-person-picture`)],R);function ve(e){let t=({trained:e,quality:t})=>t+ +!!e;return e.toSorted((e,n)=>t(n)-t(e))[0]??null}function z(e,t,n){return e.api.url(`GET /api/people/{person_id}/faces/{face_id}/image.jpg`,{params:{person_id:t,face_id:n}})}var B=class extends w{static{this.styles=[p,b,C`
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
    `]}constructor(){super(),new x(this,()=>[this.outliers,this.calibration,this.app.people,this.app.me])}connectedCallback(){let{api:e}=this.app;this.outliers=new A(async t=>(await e.call(`GET /api/faces/outliers`,{query:{limit:100},signal:t})).outliers),this.calibration=new A(t=>e.call(`GET /api/faces/calibration`,{signal:t})),super.connectedCallback(),this.outliers.load(),this.calibration.load()}render(){return u`
      <h2>${s(`outliers.heading`)}</h2>
      ${E(this.outliers.get(),this.outliers.load,e=>e.length===0?u`<wf-notice .icon=${ee} heading=${s(`outliers.none`)}></wf-notice>`:u`<p>${s(`outliers.text`)}</p>
              <ul>
                ${e.map(e=>u`<li>${this.renderOutlier(e)}</li>`)}
              </ul>`)}
      <h2>${s(`calibration.heading`)}</h2>
      <p>${s(`calibration.text`)}</p>
      ${E(this.calibration.get(),this.calibration.load,e=>u`<wf-calibration-plot .value=${e}></wf-calibration-plot>`)}
    `}renderOutlier(e){let{person_id:t,face_id:n}=e,r=this.nameOf(t);return u`
      <img alt=${s(`outliers.picture`,{name:r})} loading="lazy" src=${z(this.app,t,n)} />
      <div>
        <a href="people/${encodeURIComponent(t)}"><bdi>${r}</bdi></a>
        <p>${this.why(e)}</p>
        ${j(this.app.me.get(),`edit`)?u`<button @click=${()=>void this.removeFace(e)}>${s(`person.remove_face`)}</button>`:u``}
      </div>
    `}why({reason:e,own:t,other:n,other_person_id:r}){let i=k(t??0);return e!==`like_another`||r===null?s(`outliers.unlike`,{own:i}):s(`outliers.like`,{own:i,other:k(n??0),name:this.nameOf(r)})}nameOf(e){return this.app.people.find(e)?.name??s(`search.gone`)}async removeFace({person_id:e,face_id:t}){let n={person_id:e,face_id:t},r=()=>void this.outliers.load();await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:n}),await this.outliers.load(),await M(this.app,s(`person.face_removed`),`remove`,e,r)})}};y([f({attribute:!1})],B.prototype,`app`,void 0),B=y([S(`wf-library-check`)],B);var V=class extends w{static{this.styles=[p,b,_,C`
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
    `]}constructor(){super(),this.isAdding=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();if(t===``)return;let n=``;await this.app.toasts.attempt(async()=>({id:n}=await this.app.api.call(`POST /api/people`,{body:{name:t}})))&&(this.isAdding=!1,this.field.value=``,await this.app.people.load(),await M(this.app,s(`people.added`,{name:t}),`create`,n),this.app.router.go(`people/${encodeURIComponent(n)}`))},new x(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let e=j(this.app.me.get(),`edit`)?u`<button @click=${()=>this.isAdding=!0}>${g(o)}${s(`people.add`)}</button>`:u``;return u`
      ${E(this.app.people.get(),this.app.people.load,t=>t.length===0?u`<wf-notice .icon=${ie} heading=${s(`people.none`)} text=${s(`people.none_text`)}>
              ${e}<a class="button" href="people/review">${s(`people.name_seen`)}</a>
            </wf-notice>`:u`${e}
              <ul>
                ${T(t,({id:e})=>e,e=>u`<li>${this.renderPerson(e)}</li>`)}
              </ul>`)}
      <wf-dialog heading=${s(`people.add`)} ?open=${this.isAdding} @closed=${()=>this.isAdding=!1}>
        <form id="add" @submit=${this.submitted}>
          <label>${s(`people.name`)}<input required maxlength="100" autocomplete="off" dir="auto" /></label>
        </form>
        <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>
          ${s(`people.add`)}
        </button>
      </wf-dialog>
    `}renderPerson(e){let{id:t,name:n,face_count:r,voice_count:i,last_seen_ms:a,last_camera_id:o}=e,c=o===null?null:this.app.cameras.find(o)?.name??null,l=a===null?s(`people.never_seen`):`${O(a)}${c===null?``:` · ${c}`}`;return u`<a class="person" href="people/${encodeURIComponent(t)}">
      <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
      <span>
        <span class="name"><bdi>${n}</bdi></span>
        <span class="about">
          ${s(`people.faces`,{count:r})} · ${s(`people.voices`,{count:i})}
        </span>
        <span class="about">${l}</span>
      </span>
    </a>`}};y([f({attribute:!1})],V.prototype,`app`,void 0),y([h()],V.prototype,`isAdding`,void 0),y([D(`input`)],V.prototype,`field`,void 0),V=y([S(`wf-people-grid`)],V);var H=class extends w{constructor(...e){super(...e),this.open=!1,this.typed=``,this.closed=()=>{this.typed=``,this.dispatchEvent(new CustomEvent(`closed`))},this.forget=async()=>{let{id:e,name:t}=this.person;await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/{person_id}/forget`,{params:{person_id:e}}))&&(this.app.toasts.done(s(`forget.done`,{name:t})),this.dispatchEvent(new CustomEvent(`done`)))}}static{this.styles=[p,b,_,C`
      p {
        margin-top: 0;
      }
    `]}render(){let{name:e}=this.person,t=ye(this.typed,e);return u`<wf-dialog heading=${s(`forget.heading`,{name:e})} ?open=${this.open} @closed=${this.closed}>
      <p>${s(`forget.text`)}</p>
      <label>
        ${s(`forget.type`,{name:e})}
        <input
          autocomplete="off"
          dir="auto"
          .value=${this.typed}
          @input=${e=>this.typed=e.target.value}
        />
      </label>
      <button slot="actions" @click=${this.closed}>${s(`forget.keep`)}</button>
      <button slot="actions" class="danger" ?disabled=${!t} @click=${this.forget}>${s(`forget.do`)}</button>
    </wf-dialog>`}};y([f({attribute:!1})],H.prototype,`app`,void 0),y([f({attribute:!1})],H.prototype,`person`,void 0),y([f({type:Boolean})],H.prototype,`open`,void 0),y([h()],H.prototype,`typed`,void 0),H=y([S(`wf-forget-dialog`)],H);function ye(e,t){let n=e=>e.normalize(`NFC`).trim().replace(/\s+/g,` `);return n(e)===n(t)}var U=class extends w{constructor(...e){super(...e),this.open=!1,this.into=``}static{this.styles=[p,b,_,C`
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
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id),t=e.find(({id:e})=>e===this.into)??null;return u`<wf-dialog
      heading=${s(`merge.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <label>
        ${s(`merge.into`,{name:this.person.name})}
        <select @change=${e=>this.into=e.target.value}>
          <option value="">${s(`merge.choose`)}</option>
          ${e.map(({id:e,name:t})=>u`<option value=${e} ?selected=${e===this.into}>${t}</option>`)}
        </select>
      </label>
      ${t===null?m:this.renderPreview(t)}
      <button slot="actions" class="primary" ?disabled=${t===null} @click=${()=>void this.merge(t)}>
        ${s(`merge.do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let n=e=>u`<div>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <bdi>${e.name}</bdi><br />
        ${s(`people.faces`,{count:e.face_count})} · ${s(`people.voices`,{count:e.voice_count})}
      </div>`,r=this.person.face_count+e.face_count,i=this.person.voice_count+e.voice_count;return u`<div class="preview">${n(this.person)}${g(t)}${n(e)}</div>
      <p>
        ${s(`merge.preview`,{name:e.name,alias:this.person.name,faces:s(`people.faces`,{count:r}),voices:s(`people.voices`,{count:i})})}
      </p>`}async merge(e){if(e===null)return;let{id:t,name:n}=this.person;await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/people/{person_id}/merge`,{params:{person_id:t},body:{into_id:e.id}}),await this.app.people.load(),this.dispatchEvent(new CustomEvent(`done`,{detail:e.id}));let r=s(`merge.done`,{name:n,into:e.name});await M(this.app,r,`merge`,e.id,()=>void this.app.people.load())})}};y([f({attribute:!1})],U.prototype,`app`,void 0),y([f({attribute:!1})],U.prototype,`person`,void 0),y([f({type:Boolean})],U.prototype,`open`,void 0),y([h()],U.prototype,`into`,void 0),U=y([S(`wf-merge-dialog`)],U);function be(e){return[...e.matchAll(/(\d+): (\d+)×(\d+) at (-?\d+),(-?\d+)/g)].map(([,...e])=>{let[t=0,n=0,r=0,i=0,a=0]=e.map(Number);return{index:t,left:i,top:a,width:n,height:r}})}var W=class extends w{constructor(...e){super(...e),this.person=``,this.isBusy=!1,this.choice=null,this.forget=()=>{this.choice!==null&&URL.revokeObjectURL(this.choice.url),this.choice=null}}static{this.styles=[p,b,C`
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
    `]}disconnectedCallback(){this.forget(),super.disconnectedCallback()}render(){return u`
      <button ?disabled=${this.isBusy} @click=${()=>this.input.click()}>
        ${g(ce)}${s(this.isBusy?`upload.busy`:`upload.add`)}
      </button>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label=${s(`upload.add`)}
        @change=${()=>void this.chosen()}
      />
      <wf-dialog heading=${s(`upload.which`)} ?open=${this.choice!==null} @closed=${this.forget}>
        ${this.choice===null?m:this.renderChoice(this.choice)}
      </wf-dialog>
    `}renderChoice({url:e,places:t,width:n,height:r,file:i}){let a=(e,t)=>`${100*e/t}%`;return u`<p>${s(`upload.which_text`)}</p>
      <div class="image">
        <img alt=${i.name} src=${e} />
        ${t.map(e=>u`<button
              class="face"
              aria-label=${s(`upload.face`,{number:e.index+1})}
              style="left:${a(e.left,n)};top:${a(e.top,r)};width:${a(e.width,n)};height:${a(e.height,r)}"
              @click=${()=>void this.pick(i,e.index)}
            >
              ${e.index+1}
            </button>`)}
      </div>`}async chosen(){this.isBusy=!0;for(let e of[...this.input.files??[]])if(!await this.send(e,null))break;this.input.value=``,this.isBusy=!1}async pick(e,t){this.forget(),this.isBusy=!0,await this.send(e,t),this.isBusy=!1}async send(e,t){try{let n={params:{person_id:this.person},query:{index:t},body:e};return await this.added(await this.app.api.call(`POST /api/people/{person_id}/faces`,n)),!0}catch(t){let n=t instanceof re&&t.code===`several_faces`?be(t.message):[];return n.length===0?this.app.toasts.failed(t):await this.ask(e,n),!1}}async added({trained:e,refused:t}){let n=e?s(`upload.added`):s(`upload.label_only`,{reason:t??``}),r=()=>this.dispatchEvent(new CustomEvent(`added`));r(),await M(this.app,n,`enrol`,this.person,r)}async ask(e,t){let{width:n,height:r}=await createImageBitmap(e);this.choice={file:e,places:t,width:n,height:r,url:URL.createObjectURL(e)}}};y([f({attribute:!1})],W.prototype,`app`,void 0),y([f()],W.prototype,`person`,void 0),y([h()],W.prototype,`isBusy`,void 0),y([h()],W.prototype,`choice`,void 0),y([D(`input`)],W.prototype,`input`,void 0),W=y([S(`wf-face-upload`)],W);var G=class extends w{constructor(...e){super(...e),this.faces=[],this.open=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();if(t===``)return;let n=this.app.people.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase()),r={face_ids:[...this.faces],...n===void 0?{name:t}:{to_id:n.id}},i={person_id:this.person.id},a=()=>{this.dispatchEvent(new CustomEvent(`done`)),this.app.people.load()};await this.app.toasts.attempt(async()=>{await this.app.api.call(`POST /api/people/{person_id}/split`,{params:i,body:r}),this.field.value=``,a(),await M(this.app,s(`split.done`,{name:t}),`split`,this.person.id,a)})}}static{this.styles=[p,b,_,C`
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
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id);return u`<wf-dialog
      heading=${s(`split.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <p>${s(`split.text`,{count:this.faces.length,name:this.person.name})}</p>
      <div class="pictures">
        ${this.faces.map(e=>u`<img alt="" src=${z(this.app,this.person.id,e)} />`)}
      </div>
      <form @submit=${this.submitted}>
        <label>${s(`split.who`)}<input required maxlength="100" list="others" autocomplete="off" dir="auto" /></label>
        <datalist id="others">${e.map(({name:e})=>u`<option value=${e}></option>`)}</datalist>
      </form>
      <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>${s(`split.do`)}</button>
    </wf-dialog>`}};y([f({attribute:!1})],G.prototype,`app`,void 0),y([f({attribute:!1})],G.prototype,`person`,void 0),y([f({attribute:!1})],G.prototype,`faces`,void 0),y([f({type:Boolean})],G.prototype,`open`,void 0),y([D(`input`)],G.prototype,`field`,void 0),G=y([S(`wf-split-dialog`)],G);var K=class extends w{static{this.styles=[p,b,C`
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
    `]}constructor(){super(),this.chosen=new Set,this.isSplitting=!1,this.faces=new A(e=>pe(t=>{let n={person_id:this.person.id};return this.app.api.call(`GET /api/people/{person_id}/faces`,{params:n,query:{cursor:t},signal:e})},e=>e.faces)),this.changed=()=>{this.chosen=new Set,this.isSplitting=!1,this.faces.load(),this.dispatchEvent(new CustomEvent(`changed`))},new x(this,()=>[this.faces,this.app.me])}connectedCallback(){super.connectedCallback(),this.faces.load()}render(){let e=j(this.app.me.get(),`edit`),t=[...this.chosen];return u`
      <header>
        <h2>${s(`person.faces`)}</h2>
        ${e?u`${t.length===0?m:u`<button @click=${()=>this.isSplitting=!0}>
                        ${g(i)}${s(`split.order`,{count:t.length})}
                      </button>`} <wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`:m}
      </header>
      ${E(this.faces.get(),this.faces.load,t=>t.length===0?u`<p>${s(`person.no_faces`)}</p>`:u`<ul>
              ${T(t,({id:e})=>e,(t,n)=>u`<li>${this.renderFace(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-split-dialog
        .app=${this.app}
        .person=${this.person}
        .faces=${t}
        ?open=${this.isSplitting}
        @closed=${()=>this.isSplitting=!1}
        @done=${this.changed}
      ></wf-split-dialog>
    `}renderFace(e,t,n){let r=s(`person.face`,{number:t,name:this.person.name});return u`
      <img alt=${r} loading="lazy" src=${z(this.app,e.person_id,e.id)} />
      <div class="about">
        <span title=${de(e.created_ms)}>${s(`person.quality`,{share:k(e.quality)})}</span>
        ${n?u`<button
                class="plain round"
                aria-label=${`${s(`person.remove_face`)}: ${r}`}
                @click=${()=>void this.removeFace(e)}
              >
                ${g(v)}
              </button>`:m}
      </div>
      ${e.trained?m:u`<p class="why">${s(`person.untrained`,{reason:e.refused??``})}</p>`}
      ${n?u`<label>
              <input
                type="checkbox"
                aria-label=${s(`person.choose`,{what:r})}
                .checked=${this.chosen.has(e.id)}
                @change=${()=>this.toggle(e.id)}
              />
            </label>`:m}
    `}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async removeFace(e){let t={person_id:e.person_id,face_id:e.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:t}),this.changed(),await M(this.app,s(`person.face_removed`),`remove`,e.person_id,this.changed)})}};y([f({attribute:!1})],K.prototype,`app`,void 0),y([f({attribute:!1})],K.prototype,`person`,void 0),y([h()],K.prototype,`chosen`,void 0),y([h()],K.prototype,`isSplitting`,void 0),K=y([S(`wf-person-faces`)],K);var q=class extends w{static{this.styles=[p,b,_,C`
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
    `]}constructor(){super(),this.shown=``,this.close=()=>{this.shown=``},this.leave=()=>{this.app.people.load(),this.app.router.go(`people`)},this.refresh=()=>{this.app.people.load(),this.journal.edits.load()},this.saved=async e=>{e.preventDefault();let t=new FormData(this.form),n=J(t,`name`).trim(),r=xe(J(t,`aliases`)),i={person_id:this.person.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`PATCH /api/people/{person_id}`,{params:i,body:{name:n,aliases:r}}),this.refresh();let e=n===this.person.name?`change`:`rename`;await M(this.app,s(`person.saved`),e,i.person_id,this.refresh)})},new x(this,()=>[this.app.me,this.app.cameras])}render(){let{person:e}=this,t=this.app.me.get(),n=this.app.cameras.find(e.last_camera_id??``)?.name;return u`
      <header>
        <a class="button plain round" href="people" aria-label=${s(`people.all`)} title=${s(`people.all`)}>
          ${g(le)}
        </a>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <div>
          <h1><bdi>${e.name}</bdi></h1>
          <p>
            ${e.last_seen_ms===null?s(`people.never_seen`):s(`person.last_seen`,{when:O(e.last_seen_ms),where:n??s(`search.gone`)})}
          </p>
        </div>
      </header>
      ${j(t,`edit`)?this.renderForm(e):m}
      <wf-person-faces .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-faces>
      <wf-edit-journal .app=${this.app} person=${e.id} @undone=${this.refresh}></wf-edit-journal>
      <div class="actions">
        ${j(t,`edit`)?u`<button @click=${()=>this.shown=`merge`}>${g(r)}${s(`merge.heading`)}</button>`:m}
        ${j(t,`admin`)?u`<button @click=${()=>void this.delete()}>${g(v)}${s(`person.delete`)}</button>
                <button class="danger" @click=${()=>this.shown=`forget`}>
                  ${g(a)}${s(`forget.order`)}
                </button>`:m}
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
    `}renderForm(e){return u`<form @submit=${this.saved}>
      <label>
        ${s(`people.name`)}
        <input name="name" required maxlength="100" autocomplete="off" dir="auto" .value=${e.name} />
      </label>
      <label>
        ${s(`person.aliases`)}
        <input name="aliases" autocomplete="off" dir="auto" .value=${e.aliases.join(`, `)} />
      </label>
      <button>${s(`person.save`)}</button>
    </form>`}async delete(){let{id:e,name:t}=this.person;await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}`,{params:{person_id:e}}),this.leave(),await M(this.app,s(`person.deleted`,{name:t}),`delete`,e,()=>void this.app.people.load())})}};y([f({attribute:!1})],q.prototype,`app`,void 0),y([f({attribute:!1})],q.prototype,`person`,void 0),y([h()],q.prototype,`shown`,void 0),y([D(`form`)],q.prototype,`form`,void 0),y([D(`wf-edit-journal`)],q.prototype,`journal`,void 0),q=y([S(`wf-person-view`)],q);function J(e,t){let n=e.get(t);return typeof n==`string`?n:``}function xe(e){return[...new Set(e.split(`,`).map(e=>e.trim()).filter(Boolean))]}var Se=9;function Ce(e,t){let n=e=>e.id===t.person_id?2**53-1:e.last_seen_ms??0;return e.toSorted((e,t)=>n(t)-n(e)).slice(0,Se)}function Y(e,t,n){let r=e.toLowerCase();if(r===`y`&&t.person_id!==null)return{action:`confirm`,person_id:null};if(r===`x`)return{action:t.person_id===null?`unassign`:`reject`,person_id:null};let i=/^[1-9]$/.test(e)?n[Number(e)-1]:void 0;return i===void 0?null:{action:`assign`,person_id:i.id}}function X(e,t){return e.filter(e=>e.id!==t)}function we(e,t){return[t,...X(e,t.id)]}var Te=200,Ee=class extends A{set visits(e){this.change(e)}},Z=class extends w{static{this.styles=[p,b,C`
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
    `]}constructor(){super(),this.isBusy=!1,this.pressed=e=>{let[t]=e.composedPath(),n=t instanceof HTMLInputElement||t instanceof HTMLSelectElement,r=this.queue.get().value?.[0];r===void 0||n||e.ctrlKey||e.metaKey||e.altKey||e.repeat||j(this.app.me.get(),`edit`)&&this.decide(r,Y(e.key,r,this.chosen(r)))},new x(this,()=>[this.queue,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.queue=new Ee(async e=>{let t={verdict:`unsure`,limit:Te};return(await this.app.api.call(`GET /api/visits`,{query:t,signal:e})).visits.filter(e=>!e.decided)}),super.connectedCallback(),this.queue.load(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),super.disconnectedCallback()}render(){return u`<h2>${s(`review.heading`)}</h2>
      ${E(this.queue.get(),this.queue.load,e=>{let[t]=e;return t===void 0?u`<wf-notice .icon=${l} heading=${s(`review.none`)} text=${s(`review.none_text`)}></wf-notice>`:this.renderVisit(t,e.length)})}`}renderVisit(e,t){let n=e.name??s(`review.somebody`),r=this.app.cameras.find(e.camera_id)?.name??``,i=j(this.app.me.get(),`edit`);return u`<div class="card">
      <img alt=${s(`review.picture`,{camera:r})} src=${De(this.app,e.id)} />
      <div>
        <div role="status">
          <h3>${e.person_id===null?s(`review.who`):s(`review.is_it`,{name:n})}</h3>
          <p class="about">
            ${r} · ${O(e.start_ms)} · ${s(`review.alike`,{share:k(e.score)})} ·
            ${s(`review.left`,{count:t})}
          </p>
        </div>
        ${i?this.renderChoices(e):u`<p>${s(`errors.forbidden`)}</p>`}
      </div>
    </div>`}renderChoices(e){let t=t=>()=>void this.decide(e,Y(t,e,this.chosen(e)));return u`
      <div class="choices">
        ${e.person_id===null?m:u`<button class="primary" ?disabled=${this.isBusy} @click=${t(`y`)}>
                ${g(d)}${s(`review.yes`)}<kbd>Y</kbd>
              </button>`}
        <button ?disabled=${this.isBusy} @click=${t(`x`)}>${g(ae)}${s(`review.no`)}<kbd>X</kbd></button>
        <button class="plain" @click=${()=>this.skip(e)}>${s(`review.skip`)}</button>
      </div>
      <div class="choices" role="group" aria-label=${s(`review.others`)}>
        ${this.chosen(e).map((e,n)=>u`<button ?disabled=${this.isBusy} @click=${t(String(n+1))}>
              <bdi>${e.name}</bdi><kbd>${n+1}</kbd>
            </button>`)}
      </div>
    `}chosen(e){return Ce(this.app.people.get().value??[],e)}skip(e){this.queue.visits=t=>[...X(t,e.id),e]}async decide(e,t){if(t===null||this.isBusy)return;this.isBusy=!0;let{action:n,person_id:r}=t;await this.app.toasts.attempt(async()=>{let i={action:n,visit_ids:[e.id],...r===null?{}:{person_id:r}},{labels:a}=await this.app.api.call(`POST /api/visits/label`,{body:i}),o=a.find(e=>e.reason!==null)?.reason,c=this.told(e,t)+(o===void 0?``:` ${s(`review.label_only`,{reason:o??``})}`),l=a.map(({edit_id:e})=>e);fe(this.app,c,l,()=>this.queue.visits=t=>we(t,e))})&&(this.queue.visits=t=>X(t,e.id)),this.isBusy=!1}told(e,{action:t,person_id:n}){if(t===`reject`)return s(`review.rejected`,{name:e.name??``});if(t===`unassign`)return s(`review.unassigned`);let r=n??e.person_id;return s(`review.confirmed`,{name:(r===null?null:this.app.people.find(r)?.name)??e.name??``})}};y([f({attribute:!1})],Z.prototype,`app`,void 0),y([h()],Z.prototype,`isBusy`,void 0),Z=y([S(`wf-review-queue`)],Z);function De(e,t){return e.api.url(`GET /api/visits/{visit_id}/image.jpg`,{params:{visit_id:t}})}var Oe=12,Q=class extends w{static{this.styles=[p,b,_,C`
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
    `]}constructor(){super(),this.left=new Set,this.leave=[],this.refresh=()=>{this.left.size>0||[...this.names].some(({value:e})=>e!==``)||this.groups.load()},new x(this,()=>[this.groups,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.groups=new A(e=>pe(t=>this.app.api.call(`GET /api/faces/groups`,{query:{cursor:t},signal:e}),e=>e.groups)),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,this.refresh),this.app.events.on(`visit`,({phase:e})=>{e===`ended`&&this.refresh()})],this.groups.load()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){return u`
      <h2>${s(`groups.heading`)}</h2>
      <p>${s(`groups.text`)}</p>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>u`<option value=${e}></option>`)}
      </datalist>
      ${E(this.groups.get(),this.groups.load,e=>e.length===0?u`<wf-notice .icon=${c} heading=${s(`groups.none`)} text=${s(`groups.none_text`)}>
            </wf-notice>`:u`<ul>
              ${T(e,({cover_visit_id:e})=>e,e=>u`<li class="group">${this.renderGroup(e)}</li>`)}
            </ul>`)}
    `}renderGroup(e){let t=e.camera_ids.map(e=>this.app.cameras.find(e)?.name??e).join(`, `),n=[e.cover_visit_id,...e.visit_ids.filter(t=>t!==e.cover_visit_id)].slice(0,Oe);return u`
      <div class="pictures" role="group" aria-label=${s(`groups.pictures`)}>
        ${n.map((e,t)=>u`<button
              aria-pressed=${!this.left.has(e)}
              aria-label=${s(`groups.picture`,{number:t+1})}
              title=${s(`groups.toggle`)}
              @click=${()=>this.toggle(e)}
            >
              <img alt="" loading="lazy" src=${De(this.app,e)} />
            </button>`)}
      </div>
      <p>
        ${s(`groups.count`,{count:e.count})} · ${t} ·
        ${s(`groups.seen`,{first:O(e.first_seen_ms),last:O(e.last_seen_ms)})}
      </p>
      ${j(this.app.me.get(),`edit`)?u`<form @submit=${t=>void this.name(t,e)}>
              <label>
                ${s(`groups.who`)}
                <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
              </label>
              <button class="primary">${s(`groups.name`)}</button>
            </form>`:u``}
    `}toggle(e){let t=new Set(this.left);t.delete(e)||t.add(e),this.left=t}async name(e,t){e.preventDefault();let n=e.target.elements.namedItem(`who`).value.trim();if(n===``)return;let r=this.app.people.get().value?.find(e=>e.name.toLowerCase()===n.toLowerCase()),i=t.visit_ids.filter(e=>this.left.has(e)),a={visit_ids:t.visit_ids.filter(e=>!this.left.has(e)),rejected_visit_ids:i,...r===void 0?{name:n}:{person_id:r.id}};await this.app.toasts.attempt(async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:a}),t=e.filter(({trained:e})=>e).length,r=s(`groups.named`,{name:n,count:e.length-i.length,learnt:t});fe(this.app,r,e.map(({edit_id:e})=>e),()=>void this.groups.load()),await Promise.all([this.groups.load(),this.app.people.load()])})}};y([f({attribute:!1})],Q.prototype,`app`,void 0),y([ue(`input`)],Q.prototype,`names`,void 0),y([h()],Q.prototype,`left`,void 0),Q=y([S(`wf-unknown-groups`)],Q);var ke=[``,`review`,`check`,`changes`],$=class extends se{static{this.styles=[...se.styles,C`
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
    `]}constructor(){super(),new x(this,()=>[this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}render(){let e=this.place.params.person??``,t=ke.find(t=>t===e);return t===void 0?this.renderPerson(e):u`
      <h1>${s(`nav.people`)}</h1>
      <nav aria-label=${s(`people.parts_label`)}>
        ${ke.map(e=>u`<a
              class="button"
              href=${e===``?`people`:`people/${e}`}
              aria-current=${e===t?`page`:m}
              >${s(`people.parts.${e===``?`all`:e}`)}</a
            >`)}
      </nav>
      ${this.renderPart(t)}
    `}renderPart(e){switch(e){case``:return u`<wf-people-grid .app=${this.app}></wf-people-grid>`;case`review`:return u`<wf-review-queue .app=${this.app}></wf-review-queue>
          <wf-unknown-groups .app=${this.app}></wf-unknown-groups>`;case`check`:return u`<wf-library-check .app=${this.app}></wf-library-check>`;case`changes`:return u`<wf-edit-journal .app=${this.app}></wf-edit-journal>`}}renderPerson(e){let{value:t}=this.app.people.get();if(t===null)return u`<h1>${s(`nav.people`)}</h1>
        ${E(this.app.people.get(),this.app.people.load,()=>u``)}`;let n=t.find(t=>t.id===e);return n===void 0?u`<h1 class="hidden-text">${s(`person.gone`)}</h1>
        <wf-notice .icon=${a} heading=${s(`person.gone`)} text=${s(`person.gone_text`)}>
          <a class="button primary" href="people">${s(`people.all`)}</a>
        </wf-notice>`:u`${me(e,u`<wf-person-view .app=${this.app} .person=${n}></wf-person-view>`)}`}};$=y([S(`wf-people-page`)],$);export{$ as PeoplePage};