import{A as e,At as t,B as n,C as r,D as i,E as a,F as o,G as s,H as c,Jt as l,L as u,P as d,S as f,T as p,U as ee,V as te,Vt as ne,W as re,X as ie,Z as ae,_ as oe,_t as m,a as h,b as g,dt as se,f as _,gn as ce,h as le,hn as v,i as y,j as b,k as x,kt as ue,l as de,m as S,nt as fe,o as C,ot as pe,p as w,r as T,s as E,st as me,t as he,tt as ge,u as _e,v as ve,w as D,x as ye}from"./shell-FnekjR9b.js";import{a as be,c as xe,d as Se,i as Ce,l as we,t as O,u as Te}from"./common-DKbPjMW9.js";import{n as k,t as A}from"./undo-o-N7xzo7.js";import{t as Ee}from"./drafts-CDC4wlE6.js";var De=oe(class extends ve{constructor(){super(...arguments),this.key=i}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(le(e),this.key=t),n}}),j=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),this.person=``,this.edits=new u(async e=>{let t={limit:30,person:this.person===``?null:this.person};return(await this.app.api.call(`GET /api/edits`,{query:t,signal:e})).edits}),new v(this,()=>[this.edits,this.app.people,this.app.me])}connectedCallback(){super.connectedCallback(),this.edits.load()}render(){return x`<h2>${d(`journal.heading`)}</h2>
      ${O(this.edits.get(),this.edits.load,e=>e.length===0?x`<p>${d(`journal.none`)}</p>`:x`<ol>
              ${e.map(e=>x`<li>${this.renderEdit(e)}</li>`)}
            </ol>`)}`}renderEdit(e){let t=e.person_ids.map(e=>this.app.people.find(e)?.name??d(`journal.gone`)),n=`${_(e.created_ms)}${t.length===0?``:` · ${t.join(`, `)}`}`;return x`
      <span class="what">
        ${d(`journal.kind.${e.kind}`)}${e.state===`undone`?` (${d(`journal.undone`)})`:``}
        <span class="about"><br />${n}</span>
      </span>
      ${e.can_undo&&E(this.app.me.get(),`edit`)?x`<button class="plain" @click=${()=>void this.undo(e)}>${d(`toast.undo`)}</button>`:i}
    `}async undo({id:e}){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/edits/{edit_id}/undo`,{params:{edit_id:e}})),await Promise.all([this.edits.load(),this.app.people.load()]),this.dispatchEvent(new CustomEvent(`undone`))}};T([D({attribute:!1})],j.prototype,`app`,void 0),T([D()],j.prototype,`person`,void 0),j=T([p(`wf-edit-journal`)],j);function Oe(e,t,n){let r=Math.max(0,...e);if(r===0)return{path:``,peak:null};let i=t/e.length;return{path:`M0 ${n}${e.map((e,t)=>{let a=n-e/r*n;return`L${M(t*i)} ${M(a)}L${M((t+1)*i)} ${M(a)}`}).join(``)}L${M(t)} ${n}Z`,peak:(e.indexOf(r)+.5)/e.length}}function M(e){return Math.round(e*10)/10}var N=600,P=180,F=class extends a{static{this.styles=[C,b`
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
    `]}render(){let{genuine:t,impostor:n,accept:r,suggested:a,reason:o,genuine_count:s,impostor_count:c}=this.value,l=Oe(t,N,P),u=Oe(n,N,P);return x`<figure>
      <svg viewBox="0 -16 ${N} ${216}" role="img" aria-labelledby="said">
        <path class="other" d=${u.path}></path>
        <path class="same" d=${l.path}></path>
        ${a===null||a===r?i:ke(a,`suggested`)} ${ke(r,`accept`)}
        <line x1="0" x2=${N} y1=${P} y2=${P}></line>
        ${[0,.25,.5,.75,1].map(t=>e`<text x=${t*N} y=${196} text-anchor=${Ae(t)}>${w(t)}</text>`)}
      </svg>
      <div class="keys">
        <span class="key same">${d(`calibration.same`,{count:s})}</span>
        <span class="key other">${d(`calibration.different`,{count:c})}</span>
      </div>
      <figcaption id="said">${this.said(l.peak,u.peak)}</figcaption>
      <dl>
        <dt>${d(`calibration.accept`)}</dt>
        <dd>${w(r)}</dd>
        <dt>${d(`calibration.suggested`)}</dt>
        <dd>${a===null?o??d(`calibration.unknown`):w(a)}</dd>
        ${this.renderRate(`refused`,this.value.false_reject,this.value.false_reject_most)}
        ${this.renderRate(`wrong`,this.value.false_accept,this.value.false_accept_most)}
      </dl>
    </figure>`}said(e,t){return e===null||t===null?d(`calibration.too_few`):d(`calibration.said`,{same:w(e),other:w(t),accept:w(this.value.accept)})}renderRate(e,t,n){if(t===null)return x``;let r=n===null?w(t):d(`calibration.at_most`,{rate:w(t),most:w(n)});return x`<dt>${d(`calibration.${e}`)}</dt>
      <dd>${r}</dd>`}};T([D({attribute:!1})],F.prototype,`value`,void 0),F=T([p(`wf-calibration-plot`)],F);function ke(t,n){let r=t*N;return e`<line class=${n} x1=${r} x2=${r} y1="-12" y2=${P}></line>`}function Ae(e){return e===0?`start`:e===1?`end`:`middle`}var I=class extends a{constructor(...e){super(...e),this.source=null,this.seen=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&this.look()})}static{this.styles=[C,b`
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
    `]}disconnectedCallback(){this.seen.disconnect(),super.disconnectedCallback()}updated(e){let t=e.get(`person`),n=t?.id===this.person.id&&t.face_count===this.person.face_count;e.has(`person`)&&!n&&(this.source=null,this.seen.disconnect(),this.person.face_count>0&&this.seen.observe(this))}render(){return this.source===null?x`${g(n)}`:x`<img alt="" src=${this.source} @error=${()=>this.source=null} />`}async look(){this.seen.disconnect();let e={person_id:this.person.id};try{let{faces:t}=await this.app.api.call(`GET /api/people/{person_id}/faces`,{params:e}),n=je(t);n!==null&&(this.source=L(this.app,n.person_id,n.id))}catch{}}};T([D({attribute:!1})],I.prototype,`app`,void 0),T([D({attribute:!1})],I.prototype,`person`,void 0),T([r()],I.prototype,`source`,void 0),I=T([p(`wf-person-picture`)],I);function je(e){let t=({trained:e,quality:t})=>t+ +!!e;return e.toSorted((e,n)=>t(n)-t(e))[0]??null}function L(e,t,n){return e.api.url(`GET /api/people/{person_id}/faces/{face_id}/image.jpg`,{params:{person_id:t,face_id:n}})}var R=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),new v(this,()=>[this.outliers,this.calibration,this.app.people,this.app.me])}connectedCallback(){let{api:e}=this.app;this.outliers=new u(async t=>(await e.call(`GET /api/faces/outliers`,{query:{limit:100},signal:t})).outliers),this.calibration=new u(t=>e.call(`GET /api/faces/calibration`,{signal:t})),super.connectedCallback(),this.outliers.load(),this.calibration.load()}render(){return x`
      <h2>${d(`outliers.heading`)}</h2>
      ${O(this.outliers.get(),this.outliers.load,e=>e.length===0?x`<wf-notice .icon=${ue} heading=${d(`outliers.none`)}></wf-notice>`:x`<p>${d(`outliers.text`)}</p>
              <ul>
                ${e.map(e=>x`<li>${this.renderOutlier(e)}</li>`)}
              </ul>`)}
      <h2>${d(`calibration.heading`)}</h2>
      <p>${d(`calibration.text`)}</p>
      ${O(this.calibration.get(),this.calibration.load,e=>x`<wf-calibration-plot .value=${e}></wf-calibration-plot>`)}
    `}renderOutlier(e){let{person_id:t,face_id:n}=e,r=this.nameOf(t);return x`
      <img alt=${d(`outliers.picture`,{name:r})} loading="lazy" src=${L(this.app,t,n)} />
      <div>
        <a href="people/${encodeURIComponent(t)}"><bdi>${r}</bdi></a>
        <p>${this.why(e)}</p>
        ${E(this.app.me.get(),`edit`)?x`<button @click=${()=>void this.removeFace(e)}>${d(`person.remove_face`)}</button>`:x``}
      </div>
    `}why({reason:e,own:t,other:n,other_person_id:r}){let i=w(t??0);return e!==`like_another`||r===null?d(`outliers.unlike`,{own:i}):d(`outliers.like`,{own:i,other:w(n??0),name:this.nameOf(r)})}nameOf(e){return this.app.people.find(e)?.name??d(`search.gone`)}async removeFace({person_id:e,face_id:t}){let n={person_id:e,face_id:t},r=()=>void this.outliers.load();await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:n}),await this.outliers.load(),await k(this.app,d(`person.face_removed`),`remove`,e,r)})}};T([D({attribute:!1})],R.prototype,`app`,void 0),R=T([p(`wf-library-check`)],R);var z=class extends a{static{this.styles=[C,y,be,b`
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
    `]}constructor(){super(),this.isAdding=!1,this.isBusy=!1,this.typed=``,this.told=null,this.submitted=async e=>{if(e.preventDefault(),this.isBusy)return;let t=this.typed.trim();this.isBusy=!0,this.told=null;try{let{id:e,edit_id:n}=await this.app.api.call(`POST /api/people`,{body:{name:t}});this.isAdding=!1,this.typed=``,await this.app.people.load(),A(this.app,d(`people.added`,{name:t}),[n],()=>void this.app.people.load()),this.app.router.go(`people/${encodeURIComponent(e)}`)}catch(e){this.told=Se(e)}finally{this.isBusy=!1}await we(this)},new v(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let e=E(this.app.me.get(),`edit`)?x`<button @click=${()=>this.isAdding=!0}>${g(re)}${d(`people.add`)}</button>`:x``;return x`
      ${O(this.app.people.get(),this.app.people.load,t=>t.length===0?x`<wf-notice .icon=${c} heading=${d(`people.none`)} text=${d(`people.none_text`)}>
              ${e}<a class="button" href="people/review">${d(`people.name_seen`)}</a>
            </wf-notice>`:x`${e}
              <ul>
                ${S(t,({id:e})=>e,e=>x`<li>${this.renderPerson(e)}</li>`)}
              </ul>`)}
      <wf-dialog heading=${d(`people.add`)} ?open=${this.isAdding} @closed=${()=>this.isAdding=!1}>
        <form @submit=${this.submitted}>
          ${xe({label:d(`people.name`),name:`name`,told:this.told===null?null:{...this.told,field:`name`},value:this.typed,required:!0,changed:e=>{this.typed=e,this.told=null}})}
        </form>
        <button slot="actions" class="primary" ?disabled=${this.isBusy} @click=${()=>this.form.requestSubmit()}>
          ${d(`people.add`)}
        </button>
      </wf-dialog>
    `}renderPerson(e){let{id:t,name:n,face_count:r,voice_count:i,last_seen_ms:a,last_camera_id:o}=e,s=o===null?null:this.app.cameras.find(o)?.name??null,c=a===null?d(`people.never_seen`):x`${_(a)}${s===null?``:x` · <bdi>${s}</bdi>`}`;return x`<a class="person" href="people/${encodeURIComponent(t)}">
      <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
      <span>
        <span class="name"><bdi>${n}</bdi></span>
        <span class="about">
          ${d(`people.faces`,{count:r})} · ${d(`people.voices`,{count:i})}
        </span>
        <span class="about">${c}</span>
      </span>
    </a>`}};T([D({attribute:!1})],z.prototype,`app`,void 0),T([r()],z.prototype,`isAdding`,void 0),T([r()],z.prototype,`isBusy`,void 0),T([r()],z.prototype,`typed`,void 0),T([r()],z.prototype,`told`,void 0),T([f(`form`)],z.prototype,`form`,void 0),z=T([p(`wf-people-grid`)],z);var B=class extends a{constructor(...e){super(...e),this.open=!1,this.typed=``,this.closed=()=>{this.typed=``,this.dispatchEvent(new CustomEvent(`closed`))},this.forget=async()=>{let{id:e,name:t}=this.person;await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/{person_id}/forget`,{params:{person_id:e}}))&&(this.app.toasts.done(d(`forget.done`,{name:t})),this.dispatchEvent(new CustomEvent(`done`)))}}static{this.styles=[C,y,h,b`
      p {
        margin-top: 0;
      }
    `]}render(){let{name:e}=this.person,t=Me(this.typed,e);return x`<wf-dialog heading=${d(`forget.heading`,{name:e})} ?open=${this.open} @closed=${this.closed}>
      <p>${d(`forget.text`)}</p>
      <label>
        ${d(`forget.type`,{name:e})}
        <input
          autocomplete="off"
          dir="auto"
          .value=${this.typed}
          @input=${e=>this.typed=e.target.value}
        />
      </label>
      <button slot="actions" @click=${this.closed}>${d(`forget.keep`)}</button>
      <button slot="actions" class="danger" ?disabled=${!t} @click=${this.forget}>${d(`forget.do`)}</button>
    </wf-dialog>`}};T([D({attribute:!1})],B.prototype,`app`,void 0),T([D({attribute:!1})],B.prototype,`person`,void 0),T([D({type:Boolean})],B.prototype,`open`,void 0),T([r()],B.prototype,`typed`,void 0),B=T([p(`wf-forget-dialog`)],B);function Me(e,t){let n=e=>e.normalize(`NFC`).trim().replace(/\s+/g,` `);return n(e)===n(t)}var V=class extends a{constructor(...e){super(...e),this.open=!1,this.into=``}static{this.styles=[C,y,h,b`
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
      heading=${d(`merge.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <label>
        ${d(`merge.into`,{name:this.person.name})}
        <select @change=${e=>this.into=e.target.value}>
          <option value="">${d(`merge.choose`)}</option>
          ${e.map(({id:e,name:t})=>x`<option value=${e} ?selected=${e===this.into}>${t}</option>`)}
        </select>
      </label>
      ${t===null?i:this.renderPreview(t)}
      <button slot="actions" class="primary" ?disabled=${t===null} @click=${()=>void this.merge(t)}>
        ${d(`merge.do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let t=e=>x`<div>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <bdi>${e.name}</bdi><br />
        ${d(`people.faces`,{count:e.face_count})} · ${d(`people.voices`,{count:e.voice_count})}
      </div>`,n=this.person.face_count+e.face_count,r=this.person.voice_count+e.voice_count;return x`<div class="preview">${t(this.person)}${g(ae)}${t(e)}</div>
      <p>
        ${d(`merge.preview`,{name:e.name,alias:this.person.name,faces:d(`people.faces`,{count:n}),voices:d(`people.voices`,{count:r})})}
      </p>`}async merge(e){if(e===null)return;let{id:t,name:n}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:r}=await this.app.api.call(`POST /api/people/{person_id}/merge`,{params:{person_id:t},body:{into_id:e.id}});await this.app.people.load(),this.dispatchEvent(new CustomEvent(`done`,{detail:e.id}));let i=d(`merge.done`,{name:n,into:e.name});A(this.app,i,[r],()=>void this.app.people.load())})}};T([D({attribute:!1})],V.prototype,`app`,void 0),T([D({attribute:!1})],V.prototype,`person`,void 0),T([D({type:Boolean})],V.prototype,`open`,void 0),T([r()],V.prototype,`into`,void 0),V=T([p(`wf-merge-dialog`)],V);var H=class extends a{constructor(...e){super(...e),this.person=``,this.isBusy=!1,this.choice=null,this.forget=()=>{this.choice!==null&&URL.revokeObjectURL(this.choice.url),this.choice=null}}static{this.styles=[C,y,b`
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
        ${g(t)}${d(this.isBusy?`upload.busy`:`upload.add`)}
      </button>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label=${d(`upload.add`)}
        @change=${()=>void this.chosen()}
      />
      <wf-dialog heading=${d(`upload.which`)} ?open=${this.choice!==null} @closed=${this.forget}>
        ${this.choice===null?i:this.renderChoice(this.choice)}
      </wf-dialog>
    `}renderChoice({url:e,places:t,width:n,height:r,file:i}){let a=(e,t)=>`${100*e/t}%`;return x`<p>${d(`upload.which_text`)}</p>
      <div class="image">
        <img alt=${i.name} src=${e} />
        ${t.map(e=>x`<button
              class="face"
              aria-label=${d(`upload.face`,{number:e.index+1})}
              style="left:${a(e.x,n)};top:${a(e.y,r)};width:${a(e.width,n)};height:${a(e.height,r)}"
              @click=${()=>void this.pick(i,e.index)}
            >
              ${e.index+1}
            </button>`)}
      </div>`}async chosen(){this.isBusy=!0;for(let e of[...this.input.files??[]])if(!await this.send(e,null))break;this.input.value=``,this.isBusy=!1}async pick(e,t){this.forget(),this.isBusy=!0,await this.send(e,t),this.isBusy=!1}async send(e,t){try{let n={params:{person_id:this.person},query:{index:t},body:e};return await this.added(await this.app.api.call(`POST /api/people/{person_id}/faces`,n)),!0}catch(t){let n=t instanceof ce&&t.code===`several_faces`?t.problem.places:[];return n.length===0?this.app.toasts.failed(t):await this.ask(e,n),!1}}async added({trained:e,refused:t}){let n=e?d(`upload.added`):d(`upload.label_only`,{reason:t??``}),r=()=>this.dispatchEvent(new CustomEvent(`added`));r(),await k(this.app,n,`enrol`,this.person,r)}async ask(e,t){let{width:n,height:r}=await createImageBitmap(e);this.choice={file:e,places:t,width:n,height:r,url:URL.createObjectURL(e)}}};T([D({attribute:!1})],H.prototype,`app`,void 0),T([D()],H.prototype,`person`,void 0),T([r()],H.prototype,`isBusy`,void 0),T([r()],H.prototype,`choice`,void 0),T([f(`input`)],H.prototype,`input`,void 0),H=T([p(`wf-face-upload`)],H);var U=class extends a{constructor(...e){super(...e),this.faces=[],this.open=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();if(t===``)return;let n=this.app.people.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase()),r={face_ids:[...this.faces],...n===void 0?{name:t}:{to_id:n.id}},i={person_id:this.person.id},a=()=>{this.dispatchEvent(new CustomEvent(`done`)),this.app.people.load()};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`POST /api/people/{person_id}/split`,{params:i,body:r});this.field.value=``,a(),A(this.app,d(`split.done`,{name:t}),[e],a)})}}static{this.styles=[C,y,h,b`
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
      heading=${d(`split.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <p>${d(`split.text`,{count:this.faces.length,name:this.person.name})}</p>
      <div class="pictures">
        ${this.faces.map(e=>x`<img alt="" src=${L(this.app,this.person.id,e)} />`)}
      </div>
      <form @submit=${this.submitted}>
        <label>${d(`split.who`)}<input required maxlength="100" list="others" autocomplete="off" dir="auto" /></label>
        <datalist id="others">${e.map(({name:e})=>x`<option value=${e}></option>`)}</datalist>
      </form>
      <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>${d(`split.do`)}</button>
    </wf-dialog>`}};T([D({attribute:!1})],U.prototype,`app`,void 0),T([D({attribute:!1})],U.prototype,`person`,void 0),T([D({attribute:!1})],U.prototype,`faces`,void 0),T([D({type:Boolean})],U.prototype,`open`,void 0),T([f(`input`)],U.prototype,`field`,void 0),U=T([p(`wf-split-dialog`)],U);var W=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),this.chosen=new Set,this.isSplitting=!1,this.faces=new u(e=>o(t=>{let n={person_id:this.person.id};return this.app.api.call(`GET /api/people/{person_id}/faces`,{params:n,query:{cursor:t},signal:e})},e=>e.faces)),this.changed=()=>{this.chosen=new Set,this.isSplitting=!1,this.faces.load(),this.dispatchEvent(new CustomEvent(`changed`))},new v(this,()=>[this.faces,this.app.me])}connectedCallback(){super.connectedCallback(),this.faces.load()}render(){let e=E(this.app.me.get(),`edit`),t=[...this.chosen];return x`
      <header>
        <h2>${d(`person.faces`)}</h2>
        ${e?x`${t.length===0?i:x`<button @click=${()=>this.isSplitting=!0}>
                        ${g(fe)}${d(`split.order`,{count:t.length})}
                      </button>`} <wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`:i}
      </header>
      ${O(this.faces.get(),this.faces.load,t=>t.length===0?x`<p>${d(`person.no_faces`)}</p>`:x`<ul>
              ${S(t,({id:e})=>e,(t,n)=>x`<li>${this.renderFace(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-split-dialog
        .app=${this.app}
        .person=${this.person}
        .faces=${t}
        ?open=${this.isSplitting}
        @closed=${()=>this.isSplitting=!1}
        @done=${this.changed}
      ></wf-split-dialog>
    `}renderFace(e,t,n){let r=d(`person.face`,{number:t,name:this.person.name});return x`
      <img alt=${r} loading="lazy" src=${L(this.app,e.person_id,e.id)} />
      <div class="about">
        <span title=${de(e.created_ms)}>${d(`person.quality`,{share:w(e.quality)})}</span>
        ${n?x`<button
                class="plain round"
                aria-label=${`${d(`person.remove_face`)}: ${r}`}
                @click=${()=>void this.removeFace(e)}
              >
                ${g(m)}
              </button>`:i}
      </div>
      ${e.trained?i:x`<p class="why">${d(`person.untrained`,{reason:e.refused??``})}</p>`}
      ${n?x`<label>
              <input
                type="checkbox"
                aria-label=${d(`person.choose`,{what:r})}
                .checked=${this.chosen.has(e.id)}
                @change=${()=>this.toggle(e.id)}
              />
            </label>`:i}
    `}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async removeFace(e){let t={person_id:e.person_id,face_id:e.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:t}),this.changed(),await k(this.app,d(`person.face_removed`),`remove`,e.person_id,this.changed)})}};T([D({attribute:!1})],W.prototype,`app`,void 0),T([D({attribute:!1})],W.prototype,`person`,void 0),T([r()],W.prototype,`chosen`,void 0),T([r()],W.prototype,`isSplitting`,void 0),W=T([p(`wf-person-faces`)],W);var Ne=9;function Pe(e,t){let n=e=>e.id===t.person_id?2**53-1:e.last_seen_ms??0;return e.toSorted((e,t)=>n(t)-n(e)).slice(0,Ne)}function Fe(e,t,n){let r=e.toLowerCase();if(r===`y`&&t.person_id!==null)return{action:`confirm`,person_id:null};if(r===`x`)return{action:t.person_id===null?`unassign`:`reject`,person_id:null};let i=/^[1-9]$/.test(e)?n[Number(e)-1]:void 0;return i===void 0?null:{action:`assign`,person_id:i.id}}function G(e,t){return e.filter(e=>e.id!==t)}function Ie(e,t){return[t,...G(e,t.id)]}var Le=200,Re=class extends u{set visits(e){this.change(e)}},K=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),this.isBusy=!1,this.pressed=e=>{let[t]=e.composedPath(),n=t instanceof HTMLInputElement||t instanceof HTMLSelectElement,r=this.queue.get().value?.[0];r===void 0||n||e.ctrlKey||e.metaKey||e.altKey||e.repeat||E(this.app.me.get(),`edit`)&&this.decide(r,Fe(e.key,r,this.chosen(r)))},new v(this,()=>[this.queue,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.queue=new Re(async e=>{let t={verdict:`unsure`,limit:Le};return(await this.app.api.call(`GET /api/visits`,{query:t,signal:e})).visits.filter(e=>!e.decided)}),super.connectedCallback(),this.queue.load(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),super.disconnectedCallback()}render(){return x`<h2>${d(`review.heading`)}</h2>
      ${O(this.queue.get(),this.queue.load,e=>{let[t]=e;return t===void 0?x`<wf-notice .icon=${me} heading=${d(`review.none`)} text=${d(`review.none_text`)}></wf-notice>`:this.renderVisit(t,e.length)})}`}renderVisit(e,t){let n=e.name??d(`review.somebody`),r=this.app.cameras.find(e.camera_id)?.name??``,i=E(this.app.me.get(),`edit`);return x`<div class="card">
      <img alt=${d(`review.picture`,{camera:r})} src=${ze(this.app,e.id)} />
      <div>
        <div role="status">
          <h3>${e.person_id===null?d(`review.who`):d(`review.is_it`,{name:n})}</h3>
          <p class="about">
            ${r} · ${_(e.start_ms)} · ${d(`review.alike`,{share:w(e.score)})} ·
            ${d(`review.left`,{count:t})}
          </p>
        </div>
        ${i?this.renderChoices(e):x`<p>${d(`errors.forbidden`)}</p>`}
      </div>
    </div>`}renderChoices(e){let t=t=>()=>void this.decide(e,Fe(t,e,this.chosen(e)));return x`
      <div class="choices">
        ${e.person_id===null?i:x`<button class="primary" ?disabled=${this.isBusy} @click=${t(`y`)}>
                ${g(pe)}${d(`review.yes`)}<kbd>Y</kbd>
              </button>`}
        <button ?disabled=${this.isBusy} @click=${t(`x`)}>${g(se)}${d(`review.no`)}<kbd>X</kbd></button>
        <button class="plain" @click=${()=>this.skip(e)}>${d(`review.skip`)}</button>
      </div>
      <div class="choices" role="group" aria-label=${d(`review.others`)}>
        ${this.chosen(e).map((e,n)=>x`<button ?disabled=${this.isBusy} @click=${t(String(n+1))}>
              <bdi>${e.name}</bdi><kbd>${n+1}</kbd>
            </button>`)}
      </div>
    `}chosen(e){return Pe(this.app.people.get().value??[],e)}skip(e){this.queue.visits=t=>[...G(t,e.id),e]}async decide(e,t){if(t===null||this.isBusy)return;this.isBusy=!0;let{action:n,person_id:r}=t;await this.app.toasts.attempt(async()=>{let i={action:n,visit_ids:[e.id],...r===null?{}:{person_id:r}},{labels:a}=await this.app.api.call(`POST /api/visits/label`,{body:i}),o=a.find(e=>e.reason!==null)?.reason,s=this.told(e,t)+(o===void 0?``:` ${d(`review.label_only`,{reason:o??``})}`),c=a.map(({edit_id:e})=>e);A(this.app,s,c,()=>this.queue.visits=t=>Ie(t,e))})&&(this.queue.visits=t=>G(t,e.id)),this.isBusy=!1}told(e,{action:t,person_id:n}){if(t===`reject`)return d(`review.rejected`,{name:e.name??``});if(t===`unassign`)return d(`review.unassigned`);let r=n??e.person_id;return d(`review.confirmed`,{name:(r===null?null:this.app.people.find(r)?.name)??e.name??``})}};T([D({attribute:!1})],K.prototype,`app`,void 0),T([r()],K.prototype,`isBusy`,void 0),K=T([p(`wf-review-queue`)],K);function ze(e,t){return e.api.url(`GET /api/visits/{visit_id}/image.jpg`,{params:{visit_id:t}})}var Be=24,Ve=2e3,He=class extends u{add(e){this.change(({visits:t})=>({visits:[...t,...e.visits],cursor:e.cursor}))}},q=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),this.moment=null,this.expired=new Set,this.visits=new He(e=>this.read(null,e)),this.changed=()=>{this.visits.load(),this.dispatchEvent(new CustomEvent(`changed`))},new v(this,()=>[this.visits,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.visits.load()}render(){return x`<h2>${d(`person.visits`)}</h2>
      ${this.moment===null?i:x`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${O(this.visits.get(),this.visits.load,({visits:e,cursor:t})=>e.length===0?x`<p>${d(`person.no_visits`)}</p>`:x`<ul>
                ${S(e,({id:e})=>e,e=>x`<li>${this.renderVisit(e)}</li>`)}
              </ul>
              ${t===null?i:x`<button @click=${()=>void this.more(t)}>${d(`person.more_visits`)}</button>`}`)}`}renderVisit(e){let t=this.app.cameras.find(e.camera_id)?.name??d(`search.gone`),n=_(e.start_ms),r=d(`person.play_visit`,{when:n,camera:t}),i=d(`person.not_them`,{name:this.person.name});return x`
      ${this.expired.has(e.id)?x`<span class="none"></span>`:x`<img
              alt=""
              loading="lazy"
              src=${ze(this.app,e.id)}
              @error=${()=>this.expired=new Set([...this.expired,e.id])}
            />`}
      <span>
        ${n}
        <span class="about">
          ${t} ·
          ${e.end_ms===null?d(`person.still_there`):_e(e.end_ms-e.start_ms)}${e.decided?` · ${d(`person.decided`)}`:``}
        </span>
      </span>
      <button class="plain round" aria-label=${r} title=${r} @click=${()=>this.play(e)}>
        ${g(l)}
      </button>
      ${E(this.app.me.get(),`edit`)?x`<button
              class="plain round"
              aria-label=${`${i}: ${n}`}
              title=${i}
              @click=${()=>void this.reject(e)}
            >
              ${g(te)}
            </button>`:x`<span></span>`}
    `}async read(e,t){let n={person:this.person.id,limit:Be,cursor:e};return this.app.api.call(`GET /api/visits`,t===void 0?{query:n}:{query:n,signal:t})}async more(e){await this.app.toasts.attempt(async()=>this.visits.add(await this.read(e)))}play({camera_id:e,start_ms:t}){this.moment={camera_id:e,at_ms:t-Ve}}async reject({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={action:`reject`,visit_ids:[e],person_id:this.person.id},{labels:r}=await t.call(`POST /api/visits/label`,{body:n}),i=r.map(({edit_id:e})=>e);A(this.app,d(`review.rejected`,{name:this.person.name}),i,this.changed),this.changed()})}};T([D({attribute:!1})],q.prototype,`app`,void 0),T([D({attribute:!1})],q.prototype,`person`,void 0),T([r()],q.prototype,`moment`,void 0),T([r()],q.prototype,`expired`,void 0),q=T([p(`wf-person-visits`)],q);var Ue=50;function We(e,t){return e.reduce((e,{id:n,start_ms:r,end_ms:i})=>e+(t.has(n)?i-r:0),0)/1e3}var J=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),this.open=!1,this.chosen=new Set,this.moment=null,this.isBusy=!1,this.lines=new u(async e=>{let t={speakers:[this.person.id],limit:Ue};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))},new v(this,()=>[this.lines])}willUpdate(e){e.has(`open`)&&this.open&&(this.chosen=new Set,this.lines.load())}render(){let e=We(this.lines.get().value??[],this.chosen);return x`<wf-dialog heading=${d(`voice_lines.order`)} ?open=${this.open} @closed=${this.closed}>
      ${this.open?this.renderLines(e):i}
      <button
        slot="actions"
        class="primary"
        ?disabled=${e<10||this.isBusy}
        @click=${()=>void this.learn()}
      >
        ${d(this.isBusy?`voice_lines.busy`:`voice_lines.learn`)}
      </button>
    </wf-dialog>`}renderLines(e){return x`<p>${d(`voice_lines.text`,{name:this.person.name,least:10})}</p>
      ${this.moment===null?i:x`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${O(this.lines.get(),this.lines.load,t=>t.length===0?x`<p>${d(`voice_lines.none`,{name:this.person.name})}</p>`:x`<ol>
                ${t.map(e=>x`<li>${this.renderLine(e)}</li>`)}
              </ol>
              <p role="status">${d(`voice_lines.chosen`,{seconds:Math.floor(e),least:10})}</p>`)}`}renderLine(e){return x`<label>
        <input type="checkbox" .checked=${this.chosen.has(e.id)} @change=${()=>this.toggle(e.id)} />
        <span>
          <span class="about">${_(e.start_ms)}</span>
          <span class="text" dir="auto">${e.text}</span>
        </span>
      </label>
      <button
        class="plain round"
        aria-label=${d(`speakers.play_line`,{text:e.text})}
        @click=${()=>this.moment={camera_id:e.camera_id,at_ms:e.start_ms}}
      >
        ${g(l)}
      </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async learn(){this.isBusy=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t={line_ids:[...this.chosen]};await this.app.api.call(`POST /api/people/{person_id}/voices/lines`,{params:e,body:t}),this.moment=null;let n=()=>this.dispatchEvent(new CustomEvent(`learnt`));n(),await k(this.app,d(`voice_lines.learnt`,{name:this.person.name}),`enrol`,e.person_id,n)}),this.isBusy=!1}};T([D({attribute:!1})],J.prototype,`app`,void 0),T([D({attribute:!1})],J.prototype,`person`,void 0),T([D({type:Boolean})],J.prototype,`open`,void 0),T([r()],J.prototype,`chosen`,void 0),T([r()],J.prototype,`moment`,void 0),T([r()],J.prototype,`isBusy`,void 0),J=T([p(`wf-voice-lines`)],J);var Y=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),this.isLearning=!1,this.voices=new u(async e=>{let t={person_id:this.person.id};return(await this.app.api.call(`GET /api/people/{person_id}/voices`,{params:t,signal:e})).voices}),this.changed=()=>{this.isLearning=!1,this.voices.load(),this.dispatchEvent(new CustomEvent(`changed`))},new v(this,()=>[this.voices,this.app.me])}connectedCallback(){super.connectedCallback(),this.voices.load()}render(){let e=E(this.app.me.get(),`edit`);return x`
      <header>
        <h2>${d(`person.voices`)}</h2>
        ${e?x`<button @click=${()=>this.isLearning=!0}>
                ${g(ne)}${d(`voice_lines.order`)}
              </button>`:i}
      </header>
      <audio></audio>
      ${O(this.voices.get(),this.voices.load,t=>t.length===0?x`<p>${d(`person.no_voices`)}</p>`:x`<ul>
              ${S(t,({id:e})=>e,(t,n)=>x`<li>${this.renderVoice(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-voice-lines
        .app=${this.app}
        .person=${this.person}
        ?open=${this.isLearning}
        @closed=${()=>this.isLearning=!1}
        @learnt=${this.changed}
      ></wf-voice-lines>
    `}renderVoice(e,t,n){let r=d(`person.voice`,{number:t,name:this.person.name}),a=Math.round(e.seconds);return x`
      <button class="plain round" aria-label=${d(`person.play`,{what:r})} @click=${()=>void this.play(e)}>
        ${g(l)}
      </button>
      <span> ${d(`person.voice_about`,{seconds:a,share:w(e.quality),when:de(e.created_ms)})} </span>
      ${n?x`<button
              class="plain round"
              aria-label=${`${d(`person.remove_voice`)}: ${r}`}
              @click=${()=>void this.removeVoice(e)}
            >
              ${g(m)}
            </button>`:i}
    `}async play({id:e,person_id:t}){let n={person_id:t,voice_id:e};this.audio.src=this.app.api.url(`GET /api/people/{person_id}/voices/{voice_id}/sound.wav`,{params:n}),await this.app.toasts.attempt(()=>this.audio.play())}async removeVoice({id:e,person_id:t}){let n={person_id:t,voice_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/voices/{voice_id}`,{params:n}),this.changed(),await k(this.app,d(`person.voice_removed`),`remove`,t,this.changed)})}};T([D({attribute:!1})],Y.prototype,`app`,void 0),T([D({attribute:!1})],Y.prototype,`person`,void 0),T([r()],Y.prototype,`isLearning`,void 0),T([f(`audio`)],Y.prototype,`audio`,void 0),Y=T([p(`wf-person-voices`)],Y);var Ge=[`name`,`aliases`],Ke=[`household`,`guest`,`service`,`unwanted`],X=class extends a{static{this.styles=[C,y,be,b`
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
    `]}constructor(){super(),this.shown=``,this.told=null,this.isSaving=!1,this.leaveGuard=()=>void 0,this.close=()=>{this.shown=``},this.leave=()=>{this.leaveGuard(),this.app.people.load(),this.app.router.go(`people`)},this.refresh=()=>{this.app.people.load(),this.journal.edits.load()},this.saved=async e=>{if(e.preventDefault(),!this.isSaving){this.isSaving=!0,this.told=null;try{let e={person_id:this.person.id},{edit_id:t}=await this.app.api.call(`PATCH /api/people/{person_id}`,{params:e,body:this.given()});this.refresh(),A(this.app,d(`person.saved`),[t],this.refresh)}catch(e){this.told=Se(e)}finally{this.isSaving=!1}await we(this)}},new v(this,()=>[this.app.me,this.app.cameras])}connectedCallback(){super.connectedCallback();let e=({params:e})=>e.person===this.person.id;this.leaveGuard=this.app.router.guard({isThere:()=>this.isChanged(),outlives:e})}disconnectedCallback(){this.leaveGuard(),super.disconnectedCallback()}render(){let{person:e}=this,t=this.app.me.get(),n=this.app.cameras.find(e.last_camera_id??``)?.name;return x`
      <header>
        <a class="button plain round" href="people" aria-label=${d(`people.all`)} title=${d(`people.all`)}>
          ${g(ie)}
        </a>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <div>
          <h1><bdi>${e.name}</bdi></h1>
          <p>
            ${e.last_seen_ms===null?d(`people.never_seen`):d(`person.last_seen`,{when:_(e.last_seen_ms),where:n??d(`search.gone`)})}
          </p>
        </div>
      </header>
      ${E(t,`edit`)?this.renderForm(e):i}
      <wf-person-faces .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-faces>
      <wf-person-visits .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-visits>
      <wf-person-voices .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-voices>
      <wf-edit-journal .app=${this.app} person=${e.id} @undone=${this.refresh}></wf-edit-journal>
      <div class="actions">
        ${E(t,`edit`)?x`<button @click=${()=>this.shown=`merge`}>${g(ge)}${d(`merge.heading`)}</button>`:i}
        ${E(t,`admin`)?x`<button @click=${()=>void this.delete()}>${g(m)}${d(`person.delete`)}</button>
                <button class="danger" @click=${()=>this.shown=`forget`}>
                  ${g(ee)}${d(`forget.order`)}
                </button>`:i}
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
    `}renderForm(e){let t=Ge.filter(e=>Te(this.told,e)),n=e=>t.includes(e)?`true`:i;return x`<form @submit=${this.saved} @input=${()=>this.told=null}>
      <label>
        ${d(`people.name`)}
        <input
          name="name"
          required
          autocomplete="off"
          dir="auto"
          aria-invalid=${n(`name`)}
          .value=${e.name}
        />
        ${Ce(this.told,`name`)??i}
      </label>
      <label>
        ${d(`person.aliases`)}
        <input
          name="aliases"
          autocomplete="off"
          dir="auto"
          aria-invalid=${n(`aliases`)}
          .value=${e.aliases.join(`, `)}
        />
        ${Ce(this.told,`aliases`)??i}
      </label>
      <label>
        ${d(`person.kind`)}
        <select name="kind">
          ${Ke.map(t=>x`<option value=${t} ?selected=${t===e.kind}>${d(`person.kinds.${t}`)}</option>`)}
        </select>
      </label>
      <label>
        ${d(`person.entity`)}
        <input
          name="entity"
          autocomplete="off"
          dir="ltr"
          pattern="person\\.[a-z0-9_]{1,200}"
          placeholder="person.anna"
          .value=${e.ha_person_id??``}
        />
      </label>
      <button ?disabled=${this.isSaving}>${d(`person.save`)}</button>
      ${this.told===null||t.length>0?i:x`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}given(){let e=new FormData(this.form);return{name:Z(e,`name`).trim(),aliases:qe(Z(e,`aliases`)),kind:Ke.find(t=>t===Z(e,`kind`))??`household`,ha_person_id:Z(e,`entity`).trim()||null}}isChanged(){if(!E(this.app.me.get(),`edit`))return!1;let{name:e,aliases:t,kind:n,ha_person_id:r}=this.person;return!Ee(this.given(),{name:e,aliases:t,kind:n,ha_person_id:r})}async delete(){let{id:e,name:t}=this.person;await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}`,{params:{person_id:e}}),this.leave(),await k(this.app,d(`person.deleted`,{name:t}),`delete`,e,()=>void this.app.people.load())})}};T([D({attribute:!1})],X.prototype,`app`,void 0),T([D({attribute:!1})],X.prototype,`person`,void 0),T([r()],X.prototype,`shown`,void 0),T([r()],X.prototype,`told`,void 0),T([r()],X.prototype,`isSaving`,void 0),T([f(`form`)],X.prototype,`form`,void 0),T([f(`wf-edit-journal`)],X.prototype,`journal`,void 0),X=T([p(`wf-person-view`)],X);function Z(e,t){let n=e.get(t);return typeof n==`string`?n:``}function qe(e){return[...new Set(e.split(`,`).map(e=>e.trim()).filter(Boolean))]}var Je=12,Q=class extends a{static{this.styles=[C,y,h,b`
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
    `]}constructor(){super(),this.left=new Set,this.leave=[],this.refresh=()=>{this.left.size>0||[...this.names].some(({value:e})=>e!==``)||this.groups.load()},new v(this,()=>[this.groups,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.groups=new u(e=>o(t=>this.app.api.call(`GET /api/faces/groups`,{query:{cursor:t},signal:e}),e=>e.groups)),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,this.refresh),this.app.events.on(`visit`,({phase:e})=>{e===`ended`&&this.refresh()})],this.groups.load()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){return x`
      <h2>${d(`groups.heading`)}</h2>
      <p>${d(`groups.text`)}</p>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>x`<option value=${e}></option>`)}
      </datalist>
      ${O(this.groups.get(),this.groups.load,e=>e.length===0?x`<wf-notice .icon=${s} heading=${d(`groups.none`)} text=${d(`groups.none_text`)}>
            </wf-notice>`:x`<ul>
              ${S(e,({cover_visit_id:e})=>e,e=>x`<li class="group">${this.renderGroup(e)}</li>`)}
            </ul>`)}
    `}renderGroup(e){let t=e.camera_ids.map(e=>this.app.cameras.find(e)?.name??e).join(`, `),n=[e.cover_visit_id,...e.visit_ids.filter(t=>t!==e.cover_visit_id)].slice(0,Je);return x`
      <div class="pictures" role="group" aria-label=${d(`groups.pictures`)}>
        ${n.map((e,t)=>x`<button
              aria-pressed=${!this.left.has(e)}
              aria-label=${d(`groups.picture`,{number:t+1})}
              title=${d(`groups.toggle`)}
              @click=${()=>this.toggle(e)}
            >
              <img alt="" loading="lazy" src=${ze(this.app,e)} />
            </button>`)}
      </div>
      <p>
        ${d(`groups.count`,{count:e.count})} · ${t} ·
        ${d(`groups.seen`,{first:_(e.first_seen_ms),last:_(e.last_seen_ms)})}
      </p>
      ${E(this.app.me.get(),`edit`)?x`<form @submit=${t=>void this.name(t,e)}>
              <label>
                ${d(`groups.who`)}
                <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
              </label>
              <button class="primary">${d(`groups.name`)}</button>
              ${e.visit_ids.some(e=>this.left.has(e))?x`<label class="others"> <input type="checkbox" name="others" />${d(`groups.others`)} </label>`:``}
            </form>`:x``}
    `}toggle(e){let t=new Set(this.left);t.delete(e)||t.add(e),this.left=t}async name(e,t){e.preventDefault();let n=e.target.elements,r=n.namedItem(`who`),i=n.namedItem(`others`),a=r.value.trim();if(a===``)return;let o=this.app.people.get().value?.find(e=>e.name.toLowerCase()===a.toLowerCase()),s=i?.checked===!0?t.visit_ids.filter(e=>this.left.has(e)):[],c={visit_ids:t.visit_ids.filter(e=>!this.left.has(e)),rejected_visit_ids:s,...o===void 0?{name:a}:{person_id:o.id}};await this.app.toasts.attempt(async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:c}),t=e.filter(({trained:e})=>e).length,n=d(`groups.named`,{name:a,count:e.length,learnt:t});A(this.app,n,e.map(({edit_id:e})=>e),()=>void this.groups.load()),await Promise.all([this.groups.load(),this.app.people.load()])})}};T([D({attribute:!1})],Q.prototype,`app`,void 0),T([ye(`input`)],Q.prototype,`names`,void 0),T([r()],Q.prototype,`left`,void 0),Q=T([p(`wf-unknown-groups`)],Q);var Ye=[``,`review`,`check`,`changes`],$=class extends he{static{this.styles=[...he.styles,b`
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
    `]}constructor(){super(),new v(this,()=>[this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}render(){let e=this.place.params.person??``,t=Ye.find(t=>t===e);return t===void 0?this.renderPerson(e):x`
      <h1>${d(`nav.people`)}</h1>
      <nav aria-label=${d(`people.parts_label`)}>
        ${Ye.map(e=>x`<a
              class="button"
              href=${e===``?`people`:`people/${e}`}
              aria-current=${e===t?`page`:i}
              >${d(`people.parts.${e===``?`all`:e}`)}</a
            >`)}
      </nav>
      ${this.renderPart(t)}
    `}renderPart(e){switch(e){case``:return x`<wf-people-grid .app=${this.app}></wf-people-grid>`;case`review`:return x`<wf-review-queue .app=${this.app}></wf-review-queue>
          <wf-unknown-groups .app=${this.app}></wf-unknown-groups>`;case`check`:return x`<wf-library-check .app=${this.app}></wf-library-check>`;case`changes`:return x`<wf-edit-journal .app=${this.app}></wf-edit-journal>`}}renderPerson(e){let{value:t}=this.app.people.get();if(t===null)return x`<h1>${d(`nav.people`)}</h1>
        ${O(this.app.people.get(),this.app.people.load,()=>x``)}`;let n=t.find(t=>t.id===e);return n===void 0?x`<h1 class="hidden-text">${d(`person.gone`)}</h1>
        <wf-notice .icon=${ee} heading=${d(`person.gone`)} text=${d(`person.gone_text`)}>
          <a class="button primary" href="people">${d(`people.all`)}</a>
        </wf-notice>`:x`${De(e,x`<wf-person-view .app=${this.app} .person=${n}></wf-person-view>`)}`}};$=T([p(`wf-people-page`)],$);export{$ as PeoplePage};