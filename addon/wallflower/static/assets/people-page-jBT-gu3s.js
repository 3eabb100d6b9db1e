import{A as e,At as t,B as n,C as r,D as i,E as a,Et as o,F as s,G as c,H as l,I as u,L as d,M as ee,Mt as te,P as f,S as p,T as m,U as ne,Ut as re,V as ie,W as ae,X as oe,Xt as se,Z as ce,_ as le,_n as h,_t as ue,a as g,b as _,bt as de,ct as fe,dt as pe,f as v,h as me,i as y,j as b,jt as he,k as x,l as ge,m as S,nt as _e,o as C,ot as ve,p as w,r as T,s as E,st as ye,t as be,tt as xe,u as Se,v as Ce,vn as D,w as O,x as we}from"./shell-G_ZvzDKA.js";import{a as Te,c as Ee,d as k,i as De,l as Oe,t as A,u as ke}from"./common-CHUPuFU1.js";import{t as j}from"./undo-DOGDKBwj.js";import{t as Ae}from"./drafts-CDC4wlE6.js";var je=le(class extends Ce{constructor(){super(...arguments),this.key=i}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(me(e),this.key=t),n}}),Me=b`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  h2 {
    flex: 1;
  }
`,Ne=b`
  .rows {
    margin: 0.5rem 0;
    padding: 0;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
    list-style: none;
  }
  .rows:empty {
    display: none;
  }
  .rows > li {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 3rem;
    padding: 0.25rem 0.6rem 0.25rem 1rem;
  }
  .rows > li + li {
    border-top: 1px solid var(--wf-line);
  }
  .rows .what {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .about {
    color: var(--wf-muted);
    font-size: 0.85rem;
  }
`,Pe=b`
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(var(--tile, 9.5rem), 1fr));
    gap: 0.75rem;
    margin: 0.75rem 0;
    padding: 0;
    list-style: none;
  }
  .tiles > li {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
  }
  .tiles > li:has(:checked),
  .tiles > li.chosen {
    border-color: var(--wf-accent);
    box-shadow: 0 0 0 1px var(--wf-accent);
  }
  .tiles img {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    object-fit: cover;
    background: color-mix(in srgb, var(--wf-text) 10%, var(--wf-card));
  }
  .tiles .tick {
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
  .tiles input {
    width: 1.1rem;
    height: 1.1rem;
    accent-color: var(--wf-accent);
  }
`,Fe=b`
  .bulk {
    display: flex;
    position: sticky;
    z-index: 2;
    top: 0.5rem;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-raised);
  }
  .bulk [role="status"] {
    flex: 1;
    min-width: 7rem;
  }
`,M=class extends a{static{this.styles=[C,y,Ne]}constructor(){super(),this.person=``,this.edits=new d(async e=>{let t={limit:30,person:this.person===``?null:this.person};return(await this.app.api.call(`GET /api/edits`,{query:t,signal:e})).edits}),new h(this,()=>[this.edits,this.app.people,this.app.me])}connectedCallback(){super.connectedCallback(),this.edits.load()}render(){return x`<h2>${f(`journal.heading`)}</h2>
      ${A(this.edits.get(),this.edits.load,e=>e.length===0?x`<p>${f(`journal.none`)}</p>`:x`<ol class="rows">
              ${e.map(e=>x`<li>${this.renderEdit(e)}</li>`)}
            </ol>`)}`}renderEdit(e){let t=e.person_ids.map(e=>this.app.people.find(e)?.name??f(`journal.gone`)),n=`${v(e.created_ms)}${t.length===0?``:` · ${t.join(`, `)}`}`;return x`
      <span class="what">
        ${f(`journal.kind.${e.kind}`)}${e.state===`undone`?` (${f(`journal.undone`)})`:``}
        <span class="about"><br />${n}</span>
      </span>
      ${e.can_undo&&E(this.app.me.get(),`edit`)?x`<button class="plain" @click=${()=>void this.undo(e)}>${f(`toast.undo`)}</button>`:i}
    `}async undo({id:e}){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/edits/{edit_id}/undo`,{params:{edit_id:e}})),await Promise.all([this.edits.load(),this.app.people.load()]),this.dispatchEvent(new CustomEvent(`undone`))}};T([O({attribute:!1})],M.prototype,`app`,void 0),T([O()],M.prototype,`person`,void 0),M=T([m(`wf-edit-journal`)],M);function Ie(e,t,n){let r=Math.max(0,...e);if(r===0)return{path:``,peak:null};let i=t/e.length;return{path:`M0 ${n}${e.map((e,t)=>{let a=n-e/r*n;return`L${N(t*i)} ${N(a)}L${N((t+1)*i)} ${N(a)}`}).join(``)}L${N(t)} ${n}Z`,peak:(e.indexOf(r)+.5)/e.length}}function N(e){return Math.round(e*10)/10}var P=600,F=180,Le=class extends a{static{this.styles=[C,b`
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
    `]}render(){let{genuine:t,impostor:n,accept:r,suggested:a,reason:o,genuine_count:s,impostor_count:c}=this.value,l=Ie(t,P,F),u=Ie(n,P,F);return x`<figure>
      <svg viewBox="0 -16 ${P} ${216}" role="img" aria-labelledby="said">
        <path class="other" d=${u.path}></path>
        <path class="same" d=${l.path}></path>
        ${a===null||a===r?i:Re(a,`suggested`)} ${Re(r,`accept`)}
        <line x1="0" x2=${P} y1=${F} y2=${F}></line>
        ${[0,.25,.5,.75,1].map(t=>e`<text x=${t*P} y=${196} text-anchor=${ze(t)}>${w(t)}</text>`)}
      </svg>
      <div class="keys">
        <span class="key same">${f(`calibration.same`,{count:s})}</span>
        <span class="key other">${f(`calibration.different`,{count:c})}</span>
      </div>
      <figcaption id="said">${this.said(l.peak,u.peak)}</figcaption>
      <dl>
        <dt>${f(`calibration.accept`)}</dt>
        <dd>${w(r)}</dd>
        <dt>${f(`calibration.suggested`)}</dt>
        <dd>${a===null?o??f(`calibration.unknown`):w(a)}</dd>
        ${this.renderRate(`refused`,this.value.false_reject,this.value.false_reject_most)}
        ${this.renderRate(`wrong`,this.value.false_accept,this.value.false_accept_most)}
      </dl>
    </figure>`}said(e,t){return e===null||t===null?f(`calibration.too_few`):f(`calibration.said`,{same:w(e),other:w(t),accept:w(this.value.accept)})}renderRate(e,t,n){if(t===null)return x``;let r=n===null?w(t):f(`calibration.at_most`,{rate:w(t),most:w(n)});return x`<dt>${f(`calibration.${e}`)}</dt>
      <dd>${r}</dd>`}};T([O({attribute:!1})],Le.prototype,`value`,void 0),Le=T([m(`wf-calibration-plot`)],Le);function Re(t,n){let r=t*P;return e`<line class=${n} x1=${r} x2=${r} y1="-12" y2=${F}></line>`}function ze(e){return e===0?`start`:e===1?`end`:`middle`}var I=class extends a{constructor(...e){super(...e),this.source=null,this.seen=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&this.look()})}static{this.styles=[C,b`
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
    `]}disconnectedCallback(){this.seen.disconnect(),super.disconnectedCallback()}updated(e){let t=e.get(`person`),n=t?.id===this.person.id&&t.face_count===this.person.face_count;e.has(`person`)&&!n&&(this.source=null,this.seen.disconnect(),this.person.face_count>0&&this.seen.observe(this))}render(){return this.source===null?x`${_(n)}`:x`<img alt="" src=${this.source} @error=${()=>this.source=null} />`}async look(){this.seen.disconnect();let e={person_id:this.person.id};try{let{faces:t}=await this.app.api.call(`GET /api/people/{person_id}/faces`,{params:e}),n=Be(t);n!==null&&(this.source=L(this.app,n.person_id,n.id))}catch{}}};T([O({attribute:!1})],I.prototype,`app`,void 0),T([O({attribute:!1})],I.prototype,`person`,void 0),T([r()],I.prototype,`source`,void 0),I=T([m(`wf-person-picture`)],I);function Be(e){let t=({trained:e,quality:t})=>t+ +!!e;return e.toSorted((e,n)=>t(n)-t(e))[0]??null}function L(e,t,n){return e.api.url(`GET /api/people/{person_id}/faces/{face_id}/image.jpg`,{params:{person_id:t,face_id:n}})}var Ve=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),new h(this,()=>[this.outliers,this.calibration,this.app.people,this.app.me])}connectedCallback(){let{api:e}=this.app;this.outliers=new d(async t=>(await e.call(`GET /api/faces/outliers`,{query:{limit:100},signal:t})).outliers),this.calibration=new d(t=>e.call(`GET /api/faces/calibration`,{signal:t})),super.connectedCallback(),this.outliers.load(),this.calibration.load()}render(){return x`
      <h2>${f(`outliers.heading`)}</h2>
      ${A(this.outliers.get(),this.outliers.load,e=>e.length===0?x`<wf-notice .icon=${t} heading=${f(`outliers.none`)}></wf-notice>`:x`<p>${f(`outliers.text`)}</p>
              <ul>
                ${e.map(e=>x`<li>${this.renderOutlier(e)}</li>`)}
              </ul>`)}
      <h2>${f(`calibration.heading`)}</h2>
      <p>${f(`calibration.text`)}</p>
      ${A(this.calibration.get(),this.calibration.load,e=>x`<wf-calibration-plot .value=${e}></wf-calibration-plot>`)}
    `}renderOutlier(e){let{person_id:t,face_id:n}=e,r=this.nameOf(t);return x`
      <img alt=${f(`outliers.picture`,{name:r})} loading="lazy" src=${L(this.app,t,n)} />
      <div>
        <a href="people/${encodeURIComponent(t)}"><bdi>${r}</bdi></a>
        <p>${this.why(e)}</p>
        ${E(this.app.me.get(),`edit`)?x`<button @click=${()=>void this.removeFace(e)}>${f(`person.remove_face`)}</button>`:x``}
      </div>
    `}why({reason:e,own:t,other:n,other_person_id:r}){let i=w(t??0);return e!==`like_another`||r===null?f(`outliers.unlike`,{own:i}):f(`outliers.like`,{own:i,other:w(n??0),name:this.nameOf(r)})}nameOf(e){return this.app.people.find(e)?.name??f(`search.gone`)}async removeFace({person_id:e,face_id:t}){let n={person_id:e,face_id:t},r=()=>void this.outliers.load();await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:n});await this.outliers.load(),j(this.app,f(`person.face_removed`),[e],r)})}};T([O({attribute:!1})],Ve.prototype,`app`,void 0),Ve=T([m(`wf-library-check`)],Ve);var He=67324752,Ue=30,We=64e6;async function Ge(e){let t=new DataView(await e.slice(0,Ue).arrayBuffer());if(t.byteLength<Ue||t.getUint32(0,!0)!==He)return null;let n=t.getUint16(8,!0)===0,r=t.getUint32(18,!0),i=Ue+t.getUint16(26,!0),a=i+t.getUint16(28,!0),o=await e.slice(Ue,i).text();if(!n||r>We||o!==`person.json`)return null;try{return Ke(JSON.parse(await e.slice(a,a+r).text()))}catch{return null}}function Ke(e){let{format:t,name:n,examples:r}=e;if(t!==`thewallflower-person`||typeof n!=`string`||!Array.isArray(r))return null;let i=e=>r.filter(t=>t?.modality===e).length;return{name:n,faces:i(`face`),voices:i(`voice`)}}var R=class extends a{static{this.styles=[C,y,g,b`
      form {
        display: grid;
        gap: 1rem;
      }
      p {
        margin: 0;
      }
      ul {
        max-height: 12rem;
        margin: 0.5rem 0 0;
        padding-inline-start: 1.1rem;
        overflow: auto;
      }
      li {
        overflow-wrap: anywhere;
      }
      input,
      select {
        width: 100%;
        min-width: 0;
      }
      input[type="file"] {
        padding: 0.4rem;
      }
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `]}constructor(){super(),this.open=!1,this.file=null,this.preview=null,this.into=``,this.isSending=!1,this.told=null,this.order=null,this.chosen=async e=>{let t=e.target.files?.[0]??null,n=t===null?null:await Ge(t);this.told=null,this.preview=n,this.file=t,this.into=this.app.people.get().value?.find(({name:e})=>qe(e,n?.name))?.id??``},this.submitted=async e=>{if(e.preventDefault(),!(this.file===null||this.isSending)){this.isSending=!0,this.told=null;try{let e=this.field?.value.trim()??``,t=this.into===``?{name:e===``?null:e}:{person:this.into},n=new Blob([this.file],{type:`application/zip`});this.order=await this.app.api.call(`POST /api/people/imports`,{query:t,body:n})}catch(e){let t=e instanceof D&&e.code===`conflict`;this.told=t?{...k(e),message:f(`import.taken`)}:k(e)}this.isSending=!1}},new h(this,()=>[this.app.people,this.app.jobs])}willUpdate(e){e.has(`open`)&&this.open&&(this.file=this.preview=this.told=this.order=null,this.into=``)}render(){return x`<wf-dialog
      heading=${f(`import.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      ${this.open?this.order===null?this.renderForm():this.renderJob(this.job(this.order)):i}
      ${this.order===null?x`<button
              slot="actions"
              class="primary"
              ?disabled=${this.file===null||this.isSending}
              @click=${()=>this.form?.requestSubmit()}
            >
              ${f(this.isSending?`import.busy`:`import.do`)}
            </button>`:x`<a slot="actions" class="button primary" href="people/${this.order.person_import?.person_id??``}">
              ${f(`import.show`)}
            </a>`}
    </wf-dialog>`}renderForm(){let e=this.app.people.get().value??[];return x`<form @submit=${this.submitted}>
      <p>${f(`import.text`)}</p>
      <label>
        ${f(`import.file`)}
        <input type="file" accept=".zip,application/zip" required @change=${this.chosen} />
      </label>
      ${this.file===null?i:x`<p role="status">${this.describe()}</p>`}
      <label>
        ${f(`import.into`)}
        <select @change=${e=>this.into=e.target.value}>
          <option value="" ?selected=${this.into===``}>${f(`import.new`)}</option>
          ${e.map(({id:e,name:t})=>x`<option value=${e} ?selected=${e===this.into}>${t}</option>`)}
        </select>
      </label>
      ${this.into===``?x`<label>
              ${f(`import.name`)}
              <input
                name="name"
                maxlength="100"
                autocomplete="off"
                dir="auto"
                placeholder=${this.preview?.name??``}
              />
            </label>`:i}
      ${this.told===null?i:x`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}describe(){if(this.preview===null)return f(`import.unreadable`);let{name:e,faces:t,voices:n}=this.preview;return f(`import.preview`,{name:e,faces:f(`people.faces`,{count:t}),voices:f(`people.voices`,{count:n})})}renderJob(e){if(u(e))return x`<p role="status">${f(`import.working`,{share:w(e.progress)})}</p>
        <progress max="1" .value=${e.progress} aria-label=${f(`import.heading`)}></progress>`;if(e.imported===null){let t=e.problem?.message??f(`jobs.state.${e.state}`);return x`<wf-problem .told=${{code:e.problem?.code??null,message:t,field:null}}></wf-problem>`}let{added:t,known:n,refused:r}=e.imported;return x`<p role="status">${f(`import.done`,{added:t,known:n,refused:r.length})}</p>
      ${r.length===0?i:x`<ul>
              ${r.map(({file:e,reason:t})=>x`<li><code>${e}</code>: ${t}</li>`)}
            </ul>`}`}job(e){return this.app.jobs.get().value?.find(({id:t})=>t===e.id)??e}};T([O({attribute:!1})],R.prototype,`app`,void 0),T([O({type:Boolean})],R.prototype,`open`,void 0),T([r()],R.prototype,`file`,void 0),T([r()],R.prototype,`preview`,void 0),T([r()],R.prototype,`into`,void 0),T([r()],R.prototype,`isSending`,void 0),T([r()],R.prototype,`told`,void 0),T([r()],R.prototype,`order`,void 0),T([p(`form`)],R.prototype,`form`,void 0),T([p(`input[name=name]`)],R.prototype,`field`,void 0),R=T([m(`wf-import-dialog`)],R);function qe(e,t){return e.toLowerCase()===t?.toLowerCase()}var z=class extends a{static{this.styles=[C,y,Te,b`
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
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
    `]}constructor(){super(),this.isAdding=!1,this.isBusy=!1,this.typed=``,this.told=null,this.isImporting=!1,this.submitted=async e=>{if(e.preventDefault(),this.isBusy)return;let t=this.typed.trim();this.isBusy=!0,this.told=null;try{let{id:e,edit_id:n}=await this.app.api.call(`POST /api/people`,{body:{name:t}});this.isAdding=!1,this.typed=``,await this.app.people.load(),j(this.app,f(`people.added`,{name:t}),[n],()=>void this.app.people.load()),this.app.router.go(`people/${encodeURIComponent(e)}`)}catch(e){this.told=k(e)}finally{this.isBusy=!1}await Oe(this)},new h(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let e=E(this.app.me.get(),`edit`)?x`<button @click=${()=>this.isAdding=!0}>${_(ae)}${f(`people.add`)}</button>
          <button @click=${()=>this.isImporting=!0}>${_(te)}${f(`import.order`)}</button>`:x``;return x`
      ${A(this.app.people.get(),this.app.people.load,t=>t.length===0?x`<wf-notice .icon=${l} heading=${f(`people.none`)} text=${f(`people.none_text`)}>
              ${e}<a class="button" href="people/review">${f(`people.name_seen`)}</a>
            </wf-notice>`:x`<div class="tools">${e}</div>
              <ul>
                ${S(t,({id:e})=>e,e=>x`<li>${this.renderPerson(e)}</li>`)}
              </ul>`)}
      <wf-import-dialog
        .app=${this.app}
        ?open=${this.isImporting}
        @closed=${()=>this.isImporting=!1}
      ></wf-import-dialog>
      <wf-dialog heading=${f(`people.add`)} ?open=${this.isAdding} @closed=${()=>this.isAdding=!1}>
        <form @submit=${this.submitted}>
          ${Ee({label:f(`people.name`),name:`name`,told:this.told===null?null:{...this.told,field:`name`},value:this.typed,required:!0,changed:e=>{this.typed=e,this.told=null}})}
        </form>
        <button slot="actions" class="primary" ?disabled=${this.isBusy} @click=${()=>this.form.requestSubmit()}>
          ${f(`people.add`)}
        </button>
      </wf-dialog>
    `}renderPerson(e){let{id:t,name:n,face_count:r,voice_count:i,last_seen_ms:a,last_camera_id:o}=e,s=o===null?null:this.app.cameras.find(o)?.name??null,c=a===null?f(`people.never_seen`):x`${v(a)}${s===null?``:x` · <bdi>${s}</bdi>`}`;return x`<a class="person" href="people/${encodeURIComponent(t)}">
      <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
      <span>
        <span class="name"><bdi>${n}</bdi></span>
        <span class="about">
          ${f(`people.faces`,{count:r})} · ${f(`people.voices`,{count:i})}
        </span>
        <span class="about">${c}</span>
      </span>
    </a>`}};T([O({attribute:!1})],z.prototype,`app`,void 0),T([r()],z.prototype,`isAdding`,void 0),T([r()],z.prototype,`isBusy`,void 0),T([r()],z.prototype,`typed`,void 0),T([r()],z.prototype,`told`,void 0),T([p(`form`)],z.prototype,`form`,void 0),T([r()],z.prototype,`isImporting`,void 0),z=T([m(`wf-people-grid`)],z);var B=class extends a{constructor(...e){super(...e),this.open=!1,this.typed=``,this.closed=()=>{this.typed=``,this.dispatchEvent(new CustomEvent(`closed`))},this.forget=async()=>{let{id:e,name:t}=this.person;await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/{person_id}/forget`,{params:{person_id:e}}))&&(this.app.toasts.done(f(`forget.done`,{name:t})),this.dispatchEvent(new CustomEvent(`done`)))}}static{this.styles=[C,y,g,b`
      p {
        margin-top: 0;
      }
    `]}render(){let{name:e}=this.person,t=Je(this.typed,e);return x`<wf-dialog heading=${f(`forget.heading`,{name:e})} ?open=${this.open} @closed=${this.closed}>
      <p>${f(`forget.text`)}</p>
      <label>
        ${f(`forget.type`,{name:e})}
        <input
          autocomplete="off"
          dir="auto"
          .value=${this.typed}
          @input=${e=>this.typed=e.target.value}
        />
      </label>
      <button slot="actions" @click=${this.closed}>${f(`forget.keep`)}</button>
      <button slot="actions" class="danger" ?disabled=${!t} @click=${this.forget}>${f(`forget.do`)}</button>
    </wf-dialog>`}};T([O({attribute:!1})],B.prototype,`app`,void 0),T([O({attribute:!1})],B.prototype,`person`,void 0),T([O({type:Boolean})],B.prototype,`open`,void 0),T([r()],B.prototype,`typed`,void 0),B=T([m(`wf-forget-dialog`)],B);function Je(e,t){let n=e=>e.normalize(`NFC`).trim().replace(/\s+/g,` `);return n(e)===n(t)}var V=class extends a{constructor(...e){super(...e),this.open=!1,this.into=``}static{this.styles=[C,y,g,b`
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
      heading=${f(`merge.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <label>
        ${f(`merge.into`,{name:this.person.name})}
        <select @change=${e=>this.into=e.target.value}>
          <option value="">${f(`merge.choose`)}</option>
          ${e.map(({id:e,name:t})=>x`<option value=${e} ?selected=${e===this.into}>${t}</option>`)}
        </select>
      </label>
      ${t===null?i:this.renderPreview(t)}
      <button slot="actions" class="primary" ?disabled=${t===null} @click=${()=>void this.merge(t)}>
        ${f(`merge.do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let t=e=>x`<div>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <bdi>${e.name}</bdi><br />
        ${f(`people.faces`,{count:e.face_count})} · ${f(`people.voices`,{count:e.voice_count})}
      </div>`,n=this.person.face_count+e.face_count,r=this.person.voice_count+e.voice_count;return x`<div class="preview">${t(this.person)}${_(ce)}${t(e)}</div>
      <p>
        ${f(`merge.preview`,{name:e.name,alias:this.person.name,faces:f(`people.faces`,{count:n}),voices:f(`people.voices`,{count:r})})}
      </p>`}async merge(e){if(e===null)return;let{id:t,name:n}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:r}=await this.app.api.call(`POST /api/people/{person_id}/merge`,{params:{person_id:t},body:{into_id:e.id}});await this.app.people.load(),this.dispatchEvent(new CustomEvent(`done`,{detail:e.id}));let i=f(`merge.done`,{name:n,into:e.name});j(this.app,i,[r],()=>void this.app.people.load())})}};T([O({attribute:!1})],V.prototype,`app`,void 0),T([O({attribute:!1})],V.prototype,`person`,void 0),T([O({type:Boolean})],V.prototype,`open`,void 0),T([r()],V.prototype,`into`,void 0),V=T([m(`wf-merge-dialog`)],V);var H=class extends a{constructor(...e){super(...e),this.person=``,this.isBusy=!1,this.choice=null,this.waiting=[],this.dismissed=()=>{this.forget(),this.goOn()},this.forget=()=>{this.choice!==null&&URL.revokeObjectURL(this.choice.url),this.choice=null}}static{this.styles=[C,y,b`
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
    `]}disconnectedCallback(){this.waiting=[],this.forget(),super.disconnectedCallback()}render(){return x`
      <button ?disabled=${this.isBusy} @click=${()=>this.input.click()}>
        ${_(he)}${f(this.isBusy?`upload.busy`:`upload.add`)}
      </button>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label=${f(`upload.add`)}
        @change=${()=>void this.chosen()}
      />
      <wf-dialog heading=${f(`upload.which`)} ?open=${this.choice!==null} @closed=${this.dismissed}>
        ${this.choice===null?i:this.renderChoice(this.choice)}
      </wf-dialog>
    `}renderChoice({url:e,places:t,width:n,height:r,file:i}){let a=(e,t)=>`${100*e/t}%`;return x`<p>${f(`upload.which_text`)}</p>
      <div class="image">
        <img alt=${i.name} src=${e} />
        ${t.map(e=>x`<button
              class="face"
              aria-label=${f(`upload.face`,{number:e.index+1})}
              style="left:${a(e.x,n)};top:${a(e.y,r)};width:${a(e.width,n)};height:${a(e.height,r)}"
              @click=${()=>void this.pick(i,e.index)}
            >
              ${e.index+1}
            </button>`)}
      </div>`}async chosen(){this.waiting.push(...this.input.files??[]),this.input.value=``,await this.goOn()}async pick(e,t){this.forget(),this.isBusy=!0,await this.send(e,t),this.isBusy=!1,await this.goOn()}async goOn(){if(!this.isBusy){this.isBusy=!0;for(let e=this.next();e!==void 0;e=this.next())await this.send(e,null);this.isBusy=!1}}next(){return this.choice===null?this.waiting.shift():void 0}async send(e,t){try{let n={params:{person_id:this.person},query:{index:t},body:e};this.added(await this.app.api.call(`POST /api/people/{person_id}/faces`,n))}catch(t){let n=t instanceof D&&t.code===`several_faces`?t.problem.places:[];if(n.length>0){await this.ask(e,n);return}this.app.toasts.failed(t),t instanceof D||(this.waiting=[])}}added({trained:e,refused:t,edit_id:n}){let r=e?f(`upload.added`):f(`upload.label_only`,{reason:t??``}),i=()=>this.dispatchEvent(new CustomEvent(`added`));i(),j(this.app,r,[n],i)}async ask(e,t){let{width:n,height:r}=await createImageBitmap(e);this.choice={file:e,places:t,width:n,height:r,url:URL.createObjectURL(e)}}};T([O({attribute:!1})],H.prototype,`app`,void 0),T([O()],H.prototype,`person`,void 0),T([r()],H.prototype,`isBusy`,void 0),T([r()],H.prototype,`choice`,void 0),T([p(`input`)],H.prototype,`input`,void 0),H=T([m(`wf-face-upload`)],H);var U=class extends a{constructor(...e){super(...e),this.faces=[],this.open=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();if(t===``)return;let n=this.app.people.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase()),r={face_ids:[...this.faces],...n===void 0?{name:t}:{to_id:n.id}},i={person_id:this.person.id},a=()=>{this.dispatchEvent(new CustomEvent(`done`)),this.app.people.load()};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`POST /api/people/{person_id}/split`,{params:i,body:r});this.field.value=``,a(),j(this.app,f(`split.done`,{name:t}),[e],a)})}}static{this.styles=[C,y,g,b`
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
      heading=${f(`split.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <p>${f(`split.text`,{count:this.faces.length,name:this.person.name})}</p>
      <div class="pictures">
        ${this.faces.map(e=>x`<img alt="" src=${L(this.app,this.person.id,e)} />`)}
      </div>
      <form @submit=${this.submitted}>
        <label>${f(`split.who`)}<input required maxlength="100" list="others" autocomplete="off" dir="auto" /></label>
        <datalist id="others">${e.map(({name:e})=>x`<option value=${e}></option>`)}</datalist>
      </form>
      <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>${f(`split.do`)}</button>
    </wf-dialog>`}};T([O({attribute:!1})],U.prototype,`app`,void 0),T([O({attribute:!1})],U.prototype,`person`,void 0),T([O({attribute:!1})],U.prototype,`faces`,void 0),T([O({type:Boolean})],U.prototype,`open`,void 0),T([p(`input`)],U.prototype,`field`,void 0),U=T([m(`wf-split-dialog`)],U);var W=class extends a{static{this.styles=[C,y,Me,Pe,Fe,b`
      .about {
        display: flex;
        align-items: center;
        padding: 0.15rem 0.25rem 0.15rem 0.6rem;
        font-size: 0.85rem;
      }
      .about span {
        flex: 1;
      }
      .why {
        margin: 0;
        padding: 0 0.6rem 0.5rem;
        color: var(--wf-warn);
        font-size: 0.85rem;
      }
    `]}constructor(){super(),this.chosen=new Set,this.isSplitting=!1,this.faces=new d(e=>s(t=>{let n={person_id:this.person.id};return this.app.api.call(`GET /api/people/{person_id}/faces`,{params:n,query:{cursor:t},signal:e})},e=>e.faces)),this.changed=()=>{this.chosen=new Set,this.isSplitting=!1,this.faces.load(),this.dispatchEvent(new CustomEvent(`changed`))},new h(this,()=>[this.faces,this.app.me])}connectedCallback(){super.connectedCallback(),this.faces.load()}render(){let e=E(this.app.me.get(),`edit`);return x`
      <header>
        <h2>${f(`person.faces`)}</h2>
        ${e?x`<wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`:i}
      </header>
      ${A(this.faces.get(),this.faces.load,t=>t.length===0?x`<p>${f(`person.no_faces`)}</p>`:x`${this.chosen.size>0?this.renderBulk(t):i}
              <ul class="tiles">
                ${S(t,({id:e})=>e,(t,n)=>x`<li>${this.renderFace(t,n+1,e)}</li>`)}
              </ul>`)}
      <wf-split-dialog
        .app=${this.app}
        .person=${this.person}
        .faces=${[...this.chosen]}
        ?open=${this.isSplitting}
        @closed=${()=>this.isSplitting=!1}
        @done=${this.changed}
      ></wf-split-dialog>
    `}renderBulk(e){let t=[...this.chosen];return x`<div class="bulk" role="group" aria-label=${f(`person.chosen_label`)}>
      <span role="status">${f(`person.chosen`,{count:t.length})}</span>
      <button class="plain" @click=${()=>{this.chosen=new Set(t.length<e.length?e.map(({id:e})=>e):[])}}>
        ${f(t.length<e.length?`person.choose_all`:`person.choose_none`)}
      </button>
      <button @click=${()=>this.isSplitting=!0}>${_(_e)}${f(`split.order`)}</button>
      <button @click=${()=>void this.takeAway(t,!0)}>
        ${_(ie)}${f(`person.not_them`,{name:this.person.name})}
      </button>
      <button @click=${()=>void this.takeAway(t,!1)}>${_(ue)}${f(`person.remove_faces`)}</button>
    </div>`}renderFace(e,t,n){let{name:r}=this.person,a=f(`person.face`,{number:t,name:r}),o=f(`person.not_them`,{name:r});return x`
      <img alt=${a} loading="lazy" src=${L(this.app,e.person_id,e.id)} />
      <div class="about">
        <span title=${ge(e.created_ms)}>${f(`person.quality`,{share:w(e.quality)})}</span>
        ${n?x`${this.renderAction(ie,o,a,()=>this.takeAway([e.id],!0))}
              ${this.renderAction(ue,f(`person.remove_face`),a,()=>this.takeAway([e.id],!1))}`:i}
      </div>
      ${e.trained?i:x`<p class="why">${f(`person.untrained`,{reason:e.refused??``})}</p>`}
      ${n?x`<label class="tick">
              <input
                type="checkbox"
                aria-label=${f(`person.choose`,{what:a})}
                .checked=${this.chosen.has(e.id)}
                @change=${()=>this.toggle(e.id)}
              />
            </label>`:i}
    `}renderAction(e,t,n,r){return x`<button class="plain round" title=${t} aria-label=${`${t}: ${n}`} @click=${r}>
      ${_(e)}
    </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async takeAway(e,t){let{id:n,name:r}=this.person;await this.app.toasts.attempt(async()=>{let i={params:{person_id:n},body:{face_ids:[...e],not_them:t}},{edit_id:a}=await this.app.api.call(`POST /api/people/{person_id}/faces/remove`,i);this.changed();let o=e.length,s=t?f(`person.faces_rejected`,{count:o,name:r}):f(`person.faces_removed`,{count:o});j(this.app,s,[a],this.changed)})}};T([O({attribute:!1})],W.prototype,`app`,void 0),T([O({attribute:!1})],W.prototype,`person`,void 0),T([r()],W.prototype,`chosen`,void 0),T([r()],W.prototype,`isSplitting`,void 0),W=T([m(`wf-person-faces`)],W);function G(e,t){return e.api.url(`GET /api/visits/{visit_id}/image.jpg`,{params:{visit_id:t}})}var Ye=24,Xe=2e3,Ze=class extends d{add(e){this.change(({visits:t})=>({visits:[...t,...e.visits],cursor:e.cursor}))}},K=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),this.moment=null,this.expired=new Set,this.visits=new Ze(e=>this.read(null,e)),this.changed=()=>{this.visits.load(),this.dispatchEvent(new CustomEvent(`changed`))},new h(this,()=>[this.visits,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.visits.load()}render(){return x`<h2>${f(`person.visits`)}</h2>
      ${this.moment===null?i:x`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${A(this.visits.get(),this.visits.load,({visits:e,cursor:t})=>e.length===0?x`<p>${f(`person.no_visits`)}</p>`:x`<ul>
                ${S(e,({id:e})=>e,e=>x`<li>${this.renderVisit(e)}</li>`)}
              </ul>
              ${t===null?i:x`<button @click=${()=>void this.more(t)}>${f(`person.more_visits`)}</button>`}`)}`}renderVisit(e){let t=this.app.cameras.find(e.camera_id)?.name??f(`search.gone`),n=v(e.start_ms),r=f(`person.play_visit`,{when:n,camera:t}),i=f(`person.not_them`,{name:this.person.name});return x`
      ${this.expired.has(e.id)?x`<span class="none"></span>`:x`<img
              alt=""
              loading="lazy"
              src=${G(this.app,e.id)}
              @error=${()=>this.expired=new Set([...this.expired,e.id])}
            />`}
      <span>
        ${n}
        <span class="about">
          ${t} ·
          ${e.end_ms===null?f(`person.still_there`):Se(e.end_ms-e.start_ms)}${e.decided?` · ${f(`person.decided`)}`:``}
        </span>
      </span>
      <button class="plain round" aria-label=${r} title=${r} @click=${()=>this.play(e)}>
        ${_(se)}
      </button>
      ${E(this.app.me.get(),`edit`)?x`<button
              class="plain round"
              aria-label=${`${i}: ${n}`}
              title=${i}
              @click=${()=>void this.reject(e)}
            >
              ${_(ie)}
            </button>`:x`<span></span>`}
    `}async read(e,t){let n={person:this.person.id,limit:Ye,cursor:e};return this.app.api.call(`GET /api/visits`,t===void 0?{query:n}:{query:n,signal:t})}async more(e){await this.app.toasts.attempt(async()=>this.visits.add(await this.read(e)))}play({camera_id:e,start_ms:t}){this.moment={camera_id:e,at_ms:t-Xe}}async reject({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={action:`reject`,visit_ids:[e],person_id:this.person.id},{labels:r}=await t.call(`POST /api/visits/label`,{body:n}),i=r.map(({edit_id:e})=>e);j(this.app,f(`review.rejected`,{name:this.person.name}),i,this.changed),this.changed()})}};T([O({attribute:!1})],K.prototype,`app`,void 0),T([O({attribute:!1})],K.prototype,`person`,void 0),T([r()],K.prototype,`moment`,void 0),T([r()],K.prototype,`expired`,void 0),K=T([m(`wf-person-visits`)],K);var Qe=50;function $e(e,t){return e.reduce((e,{id:n,start_ms:r,end_ms:i})=>e+(t.has(n)?i-r:0),0)/1e3}var q=class extends a{static{this.styles=[C,y,b`
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
    `]}constructor(){super(),this.open=!1,this.chosen=new Set,this.moment=null,this.isBusy=!1,this.lines=new d(async e=>{let t={speakers:[this.person.id],limit:Qe};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))},new h(this,()=>[this.lines])}willUpdate(e){e.has(`open`)&&this.open&&(this.chosen=new Set,this.lines.load())}render(){let e=$e(this.lines.get().value??[],this.chosen);return x`<wf-dialog heading=${f(`voice_lines.order`)} ?open=${this.open} @closed=${this.closed}>
      ${this.open?this.renderLines(e):i}
      <button
        slot="actions"
        class="primary"
        ?disabled=${e<10||this.isBusy}
        @click=${()=>void this.learn()}
      >
        ${f(this.isBusy?`voice_lines.busy`:`voice_lines.learn`)}
      </button>
    </wf-dialog>`}renderLines(e){return x`<p>${f(`voice_lines.text`,{name:this.person.name,least:10})}</p>
      ${this.moment===null?i:x`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${A(this.lines.get(),this.lines.load,t=>t.length===0?x`<p>${f(`voice_lines.none`,{name:this.person.name})}</p>`:x`<ol>
                ${t.map(e=>x`<li>${this.renderLine(e)}</li>`)}
              </ol>
              <p role="status">${f(`voice_lines.chosen`,{seconds:Math.floor(e),least:10})}</p>`)}`}renderLine(e){return x`<label>
        <input type="checkbox" .checked=${this.chosen.has(e.id)} @change=${()=>this.toggle(e.id)} />
        <span>
          <span class="about">${v(e.start_ms)}</span>
          <span class="text" dir="auto">${e.text}</span>
        </span>
      </label>
      <button
        class="plain round"
        aria-label=${f(`speakers.play_line`,{text:e.text})}
        @click=${()=>this.moment={camera_id:e.camera_id,at_ms:e.start_ms}}
      >
        ${_(se)}
      </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async learn(){this.isBusy=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t={line_ids:[...this.chosen]},{edit_id:n}=await this.app.api.call(`POST /api/people/{person_id}/voices/lines`,{params:e,body:t});this.moment=null;let r=()=>this.dispatchEvent(new CustomEvent(`learnt`));r(),j(this.app,f(`voice_lines.learnt`,{name:this.person.name}),[n],r)}),this.isBusy=!1}};T([O({attribute:!1})],q.prototype,`app`,void 0),T([O({attribute:!1})],q.prototype,`person`,void 0),T([O({type:Boolean})],q.prototype,`open`,void 0),T([r()],q.prototype,`chosen`,void 0),T([r()],q.prototype,`moment`,void 0),T([r()],q.prototype,`isBusy`,void 0),q=T([m(`wf-voice-lines`)],q);var J=class extends a{static{this.styles=[C,y,Me,Ne]}constructor(){super(),this.isLearning=!1,this.voices=new d(async e=>{let t={person_id:this.person.id};return(await this.app.api.call(`GET /api/people/{person_id}/voices`,{params:t,signal:e})).voices}),this.changed=()=>{this.isLearning=!1,this.voices.load(),this.dispatchEvent(new CustomEvent(`changed`))},new h(this,()=>[this.voices,this.app.me])}connectedCallback(){super.connectedCallback(),this.voices.load()}render(){let e=E(this.app.me.get(),`edit`);return x`
      <header>
        <h2>${f(`person.voices`)}</h2>
        ${e?x`<button @click=${()=>this.isLearning=!0}>
                ${_(re)}${f(`voice_lines.order`)}
              </button>`:i}
      </header>
      <audio></audio>
      ${A(this.voices.get(),this.voices.load,t=>t.length===0?x`<p>${f(`person.no_voices`)}</p>`:x`<ul class="rows">
              ${S(t,({id:e})=>e,(t,n)=>x`<li>${this.renderVoice(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-voice-lines
        .app=${this.app}
        .person=${this.person}
        ?open=${this.isLearning}
        @closed=${()=>this.isLearning=!1}
        @learnt=${this.changed}
      ></wf-voice-lines>
    `}renderVoice(e,t,n){let r=f(`person.voice`,{number:t,name:this.person.name}),a=Math.round(e.seconds);return x`
      <button class="plain round" aria-label=${f(`person.play`,{what:r})} @click=${()=>void this.play(e)}>
        ${_(se)}
      </button>
      <span class="what">
        ${f(`person.voice_about`,{seconds:a,share:w(e.quality),when:ge(e.created_ms)})}
      </span>
      ${n?x`<button
              class="plain round"
              aria-label=${`${f(`person.remove_voice`)}: ${r}`}
              @click=${()=>void this.removeVoice(e)}
            >
              ${_(ue)}
            </button>`:i}
    `}async play({id:e,person_id:t}){let n={person_id:t,voice_id:e};this.audio.src=this.app.api.url(`GET /api/people/{person_id}/voices/{voice_id}/sound.wav`,{params:n}),await this.app.toasts.attempt(()=>this.audio.play())}async removeVoice({id:e,person_id:t}){let n={person_id:t,voice_id:e};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`DELETE /api/people/{person_id}/voices/{voice_id}`,{params:n});this.changed(),j(this.app,f(`person.voice_removed`),[e],this.changed)})}};T([O({attribute:!1})],J.prototype,`app`,void 0),T([O({attribute:!1})],J.prototype,`person`,void 0),T([r()],J.prototype,`isLearning`,void 0),T([p(`audio`)],J.prototype,`audio`,void 0),J=T([m(`wf-person-voices`)],J);var et=[`name`,`aliases`],tt=6e4,nt=[`household`,`guest`,`service`,`unwanted`],Y=class extends a{static{this.styles=[C,y,Te,b`
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
    `]}constructor(){super(),this.shown=``,this.told=null,this.isSaving=!1,this.leaveGuard=()=>void 0,this.isExporting=!1,this.close=()=>{this.shown=``},this.leave=()=>{this.leaveGuard(),this.app.people.load(),this.app.router.go(`people`)},this.refresh=()=>{this.app.people.load(),this.journal.edits.load()},this.saved=async e=>{if(e.preventDefault(),!this.isSaving){this.isSaving=!0,this.told=null;try{let e={person_id:this.person.id},{edit_id:t}=await this.app.api.call(`PATCH /api/people/{person_id}`,{params:e,body:this.given()});this.refresh(),j(this.app,f(`person.saved`),[t],this.refresh)}catch(e){this.told=k(e)}finally{this.isSaving=!1}await Oe(this)}},new h(this,()=>[this.app.me,this.app.cameras])}connectedCallback(){super.connectedCallback();let e=({params:e})=>e.person===this.person.id;this.leaveGuard=this.app.router.guard({isThere:()=>this.isChanged(),outlives:e})}disconnectedCallback(){this.leaveGuard(),super.disconnectedCallback()}render(){let{person:e}=this,t=this.app.me.get(),n=this.app.cameras.find(e.last_camera_id??``)?.name;return x`
      <header>
        <a class="button plain round" href="people" aria-label=${f(`people.all`)} title=${f(`people.all`)}>
          ${_(oe)}
        </a>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <div>
          <h1><bdi>${e.name}</bdi></h1>
          <p>
            ${e.last_seen_ms===null?f(`people.never_seen`):f(`person.last_seen`,{when:v(e.last_seen_ms),where:n??f(`search.gone`)})}
          </p>
        </div>
      </header>
      ${E(t,`edit`)?this.renderForm(e):i}
      <wf-person-faces .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-faces>
      <wf-person-visits .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-visits>
      <wf-person-voices .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-voices>
      <wf-edit-journal .app=${this.app} person=${e.id} @undone=${this.refresh}></wf-edit-journal>
      <div class="actions">
        ${E(t,`edit`)?x`<button @click=${()=>this.shown=`merge`}>${_(xe)}${f(`merge.heading`)}</button>
                <button ?disabled=${this.isExporting} @click=${()=>void this.export()}>
                  ${_(de)}${f(this.isExporting?`person.exporting`:`person.export`)}
                </button>`:i}
        ${E(t,`admin`)?x`<button @click=${()=>void this.delete()}>${_(ue)}${f(`person.delete`)}</button>
                <button class="danger" @click=${()=>this.shown=`forget`}>
                  ${_(ne)}${f(`forget.order`)}
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
    `}renderForm(e){let t=et.filter(e=>ke(this.told,e)),n=e=>t.includes(e)?`true`:i;return x`<form @submit=${this.saved} @input=${()=>this.told=null}>
      <label>
        ${f(`people.name`)}
        <input
          name="name"
          required
          autocomplete="off"
          dir="auto"
          aria-invalid=${n(`name`)}
          .value=${e.name}
        />
        ${De(this.told,`name`)??i}
      </label>
      <label>
        ${f(`person.aliases`)}
        <input
          name="aliases"
          autocomplete="off"
          dir="auto"
          aria-invalid=${n(`aliases`)}
          .value=${e.aliases.join(`, `)}
        />
        ${De(this.told,`aliases`)??i}
      </label>
      <label>
        ${f(`person.kind`)}
        <select name="kind">
          ${nt.map(t=>x`<option value=${t} ?selected=${t===e.kind}>${f(`person.kinds.${t}`)}</option>`)}
        </select>
      </label>
      <label>
        ${f(`person.entity`)}
        <input
          name="entity"
          autocomplete="off"
          dir="ltr"
          pattern="person\\.[a-z0-9_]{1,200}"
          placeholder="person.anna"
          .value=${e.ha_person_id??``}
        />
      </label>
      <button ?disabled=${this.isSaving}>${f(`person.save`)}</button>
      ${this.told===null||t.length>0?i:x`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}given(){let e=new FormData(this.form);return{name:it(e,`name`).trim(),aliases:at(it(e,`aliases`)),kind:nt.find(t=>t===it(e,`kind`))??`household`,ha_person_id:it(e,`entity`).trim()||null}}isChanged(){if(!E(this.app.me.get(),`edit`))return!1;let{name:e,aliases:t,kind:n,ha_person_id:r}=this.person;return!Ae(this.given(),{name:e,aliases:t,kind:n,ha_person_id:r})}async export(){this.isExporting=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t=await this.app.api.call(`POST /api/people/{person_id}/archive`,{params:e}),n=URL.createObjectURL(await t.blob());Object.assign(document.createElement(`a`),{href:n,download:`${rt(this.person.name)}.zip`}).click(),setTimeout(()=>URL.revokeObjectURL(n),tt),this.app.toasts.done(f(`person.exported`))}),this.isExporting=!1}async delete(){let{id:e,name:t}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:n}=await this.app.api.call(`DELETE /api/people/{person_id}`,{params:{person_id:e}});this.leave(),j(this.app,f(`person.deleted`,{name:t}),[n],()=>void this.app.people.load())})}};T([O({attribute:!1})],Y.prototype,`app`,void 0),T([O({attribute:!1})],Y.prototype,`person`,void 0),T([r()],Y.prototype,`shown`,void 0),T([r()],Y.prototype,`told`,void 0),T([r()],Y.prototype,`isSaving`,void 0),T([r()],Y.prototype,`isExporting`,void 0),T([p(`form`)],Y.prototype,`form`,void 0),T([p(`wf-edit-journal`)],Y.prototype,`journal`,void 0),Y=T([m(`wf-person-view`)],Y);function rt(e){return e.replace(/[\p{C}\\/:*?"<>|]+/gu,` `).trim().replace(/^\.+/,``).trim()||`person`}function it(e,t){let n=e.get(t);return typeof n==`string`?n:``}function at(e){return[...new Set(e.split(`,`).map(e=>e.trim()).filter(Boolean))]}var ot=100,st=[``,`refused`,`added`,`known`],ct=class extends d{add(e){this.change(({images:t})=>({images:[...t,...e.images],cursor:e.cursor}))}},lt=class extends a{static{this.styles=[C,y,g,Ne,b`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem;
        margin: 0.75rem 0;
      }
      .path {
        font-weight: 500;
      }
      .refused {
        color: var(--wf-warn);
      }
    `]}constructor(){super(),this.wanted=``,this.images=new ct(e=>this.read(null,e)),this.leave=[],this.filtered=e=>{this.wanted=e.target.value,this.images.load()},new h(this,()=>[this.images,this.app.people,this.app.jobs,this.app.me])}connectedCallback(){super.connectedCallback();let e=()=>void this.images.load();this.leave=[this.app.events.on(`resync`,e),this.app.events.on(`job`,t=>{`kind`in t&&t.kind===`folder_scan`&&!u(t)&&e()})],e()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){let e=this.app.jobs.get().value?.find(({kind:e})=>e===`folder_scan`)??null;return x`<h2>${f(`folder.heading`)}</h2>
      <p>${f(`folder.text`)}</p>
      <header>
        <label>
          ${f(`folder.show`)}
          <select @change=${this.filtered}>
            ${st.map(e=>x`<option value=${e}>${f(`folder.states.${e===``?`all`:e}`)}</option>`)}
          </select>
        </label>
        ${E(this.app.me.get(),`edit`)?x`<button ?disabled=${e!==null&&u(e)} @click=${()=>void this.scan()}>
                ${_(o)}${f(`folder.scan`)}
              </button>`:i}
      </header>
      ${e===null?i:this.renderJob(e)}
      ${A(this.images.get(),this.images.load,({images:e,cursor:t})=>e.length===0?x`<p>${f(this.wanted===``?`folder.none`:`folder.none_such`)}</p>`:x`<ul class="rows">
                ${S(e,({id:e})=>e,e=>x`<li>${this.renderImage(e)}</li>`)}
              </ul>
              ${t===null?i:x`<button @click=${()=>void this.more(t)}>${f(`person.more_visits`)}</button>`}`)}`}renderJob(e){if(u(e))return x`<p role="status">${f(`folder.working`,{share:w(e.progress)})}</p>`;if(e.state===`failed`&&e.problem!==null){let{code:t,message:n}=e.problem;return x`<wf-problem .told=${{code:t,message:n,field:null}}></wf-problem>`}if(e.scanned===null)return i;let{images:t,looked:n,added:r,refused:a,forgotten:o}=e.scanned;return x`<p role="status">
      ${f(`folder.done`,{when:v(e.ended_ms??e.created_ms),images:t,looked:n,added:r,refused:a})}
      ${o===0?i:f(`folder.forgotten`,{count:o})}
    </p>`}renderImage({path:e,state:t,reason:n,person_id:r,looked_ms:a}){let o=this.app.people.find(r??``)?.name;return x`<span class="what">
        <span class="path"><bdi>${e}</bdi></span
        ><br />
        <span class="about">
          ${f(`folder.states.${t}`)} · ${v(a)}
          ${n===null?i:x`<br /><span class="refused">${n}</span>`}
        </span>
      </span>
      ${o===void 0||r===null?i:x`<a class="button plain" href="people/${encodeURIComponent(r)}"><bdi>${o}</bdi></a>`}`}read(e,t){let n={state:this.wanted===``?null:this.wanted,limit:ot,cursor:e};return this.app.api.call(`GET /api/people/folder`,t===void 0?{query:n}:{query:n,signal:t})}async more(e){let{wanted:t}=this;await this.app.toasts.attempt(async()=>{let n=await this.read(e);t===this.wanted&&this.images.add(n)})}async scan(){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/scan`))}};T([O({attribute:!1})],lt.prototype,`app`,void 0),T([r()],lt.prototype,`wanted`,void 0),lt=T([m(`wf-photo-folder`)],lt);async function ut(e,t,n){let r=[],i=null,a=[...t];for(let t=0,o=a.shift();o!==void 0;o=a.shift()){let{action:s,person_id:c,visits:l}=o,u=l.map(({id:e})=>e);try{let t={action:s,visit_ids:u,...s===`assign`?{person_id:c}:{}};r.push(...(await e.call(`POST /api/visits/label`,{body:t})).labels)}catch(e){if(!(e instanceof D&&e.code===`not_found`&&e.problem.field===`visit_ids`))return{labels:r,error:e};if(l.length>1){a.unshift(...l.map(e=>({...o,visits:[e]})));continue}i=e}n(t+=l.length)}return{labels:r,error:i}}var dt=9;function ft(e,t){let n=e=>e.id===t?2**53-1:e.last_seen_ms??0;return e.toSorted((e,t)=>n(t)-n(e)).slice(0,dt)}function pt(e,t,n){let r=e.toLowerCase(),i=t.some(e=>e.person_id!==null);if(r===`y`&&i)return{action:`confirm`,person_id:null};if(r===`x`)return{action:i?`reject`:`unassign`,person_id:null};if(r===`n`)return{action:`unassign`,person_id:null};let a=/^[1-9]$/.test(e)?n[Number(e)-1]:void 0;return a===void 0?null:{action:`assign`,person_id:a.id}}function mt(e){let[t=null,...n]=new Set(e.map(({person_id:e})=>e));return n.length===0?t:null}function ht({action:e,person_id:t},n,r){let i=n.filter(e=>e.person_id!==null),a=n.filter(e=>e.person_id===null),o=(e,n)=>Array.from({length:Math.ceil(e.length/r)},(i,a)=>({action:n,person_id:t,visits:e.slice(a*r,(a+1)*r)}));return e===`confirm`?o(i,e):e===`reject`?[...o(i,e),...o(a,`unassign`)]:o(n,e)}function gt(e,t){return e.filter(({id:e})=>!t.has(e))}function _t(e,t){return[...t,...gt(e,new Set(t.map(({id:e})=>e)))]}function vt({verdict:e,decided:t,end_ms:n}){return e===`unsure`&&!t&&n!==null}function yt(e,t){let n=e.findIndex(({id:e})=>e===t.id);return vt(t)?n<0?[...e,t]:e.with(n,t):n<0?e:e.toSpliced(n,1)}function bt(e,t,n){let r=new Map(t.map(e=>[e.id,e])),i=e.flatMap(e=>r.get(e.id)??(e.start_ms<n?e:[])),a=new Set(e.map(({id:e})=>e));return[...i,...t.filter(({id:e})=>!a.has(e))]}function xt(e,t,n){let r=e.findIndex(({id:e})=>e===n);return(e.slice(Math.max(0,r)).find(({id:e})=>!t.has(e))??e.find(({id:e})=>!t.has(e)))?.id??null}var St={ids:new Set,anchor:null};function Ct({ids:e},t){let n=new Set(e);return n.delete(t)||n.add(t),{ids:n,anchor:t}}function wt({ids:e,anchor:t},n,r){let i=e=>r.findIndex(t=>t.id===e),[a,o]=[i(n),t===null?-1:i(t)],[s,c]=o<0?[a,a]:[Math.min(o,a),Math.max(o,a)];return{ids:new Set([...e,...r.slice(s,c+1).map(e=>e.id)]),anchor:n}}function Tt(e,t){let n=new Set(t.map(({id:e})=>e)),r=new Set([...e.ids].filter(e=>n.has(e)));return r.size===e.ids.size?e:{ids:r,anchor:e.anchor!==null&&n.has(e.anchor)?e.anchor:null}}var Et=9,X=class extends a{static{this.styles=[C,y,g,b`
      .card {
        display: grid;
        grid-template-columns: 14rem minmax(0, 1fr);
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
      .several {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        align-content: start;
        gap: 0.35rem;
      }
      h3 {
        margin: 0;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0.25rem 0 0.75rem;
        color: var(--wf-muted);
      }
      .choices,
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
        margin-bottom: 0.75rem;
      }
      form {
        margin: 0;
      }
      label {
        flex: 1;
        min-width: 10rem;
        max-width: 20rem;
      }
      kbd {
        padding: 0 0.35rem;
        border: 1px solid currentColor;
        border-radius: 5px;
        font: 600 0.8rem var(--wf-font);
        opacity: 0.8;
      }
      progress {
        width: min(20rem, 100%);
        accent-color: var(--wf-accent);
      }
      @media (hover: none) and (pointer: coarse) {
        kbd {
          display: none;
        }
      }
      @media (max-width: 759px) {
        .card {
          grid-template-columns: minmax(0, 1fr);
        }
        .card > img,
        .several {
          max-width: 12rem;
        }
      }
    `]}constructor(){super(),this.visits=[],this.several=!1,this.left=0,this.settled=null,this.progress=null,this.busy=!1,this.named=e=>{e.preventDefault();let t=e.target,n=t.elements.namedItem(`who`).value.trim();n!==``&&(t.reset(),this.tell(`name`,n))},new h(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let[e]=this.visits;return e===void 0?i:x`<div class="card">
      ${this.several?this.renderPictures():this.renderPicture(e)}
      <div>
        <div role="status">${this.several?this.renderSeveral():this.renderVisit(e)}</div>
        ${this.renderChoices()}
      </div>
    </div>`}renderPicture({id:e,camera_id:t}){let n=this.app.cameras.find(t)?.name??f(`search.gone`);return x`<img alt=${f(`review.picture`,{camera:n})} src=${G(this.app,e)} />`}renderPictures(){return x`<div class="several">
      ${this.visits.slice(0,Et).map(({id:e})=>x`<img alt="" src=${G(this.app,e)} />`)}
    </div>`}renderVisit(e){let t=this.app.cameras.find(e.camera_id)?.name??f(`search.gone`),n=x`<p class="about">
      <bdi>${t}</bdi> · ${v(e.start_ms)} · ${f(`review.alike`,{share:w(e.score)})} ·
      ${f(`review.left`,{count:this.left})}
    </p>`;if(this.settled!==null){let e=this.settled.name??f(`review.nobody`);return x`<h3>${f(`review.settled`,{name:e})}</h3>
        ${n}`}let r=e.name??f(`review.somebody`);return x`<h3>${e.person_id===null?f(`review.who`):f(`review.is_it`,{name:r})}</h3>
      ${n}`}renderSeveral(){let e=this.visits.filter(({person_id:e})=>e===null).length,t=e===this.visits.length?0:e;return x`<h3>${f(`review.chosen`,{count:this.visits.length})}</h3>
      <p class="about">
        ${this.progress===null?`${f(`review.left`,{count:this.left})}${t===0?``:` · ${f(`review.without`,{count:t})}`}`:x`${f(`review.progress`,{done:this.progress.done,all:this.progress.all})}<br />
                <progress
                  max=${this.progress.all}
                  .value=${this.progress.done}
                  aria-label=${f(`review.progress_label`)}
                ></progress>`}
      </p>`}renderChoices(){if(!E(this.app.me.get(),`edit`))return x`<p>${f(`errors.forbidden`)}</p>`;if(this.settled!==null&&!this.several)return x`<button class="primary" @click=${()=>this.tell(`later`)}>${f(`review.next`)}</button>`;let e=this.busy,t=e=>()=>this.tell(`decide`,{action:e,person_id:null}),n=this.visits.some(({person_id:e})=>e!==null);return x`
      <div class="choices">
        ${n?x`<button class="primary" ?disabled=${e} @click=${t(`confirm`)}>
                  ${_(ve)}${f(this.several?`review.as_suggested`:`review.yes`)}<kbd>Y</kbd>
                </button>
                <button ?disabled=${e} @click=${t(`reject`)}>
                  ${_(pe)}${f(`review.no`)}<kbd>X</kbd>
                </button>`:i}
        <button ?disabled=${e} @click=${t(`unassign`)}>
          ${_(c)}${f(`review.nobody`)}<kbd>N</kbd>
        </button>
        ${this.several?x`<button class="plain" ?disabled=${e} @click=${()=>this.tell(`clear`)}>
                ${f(`review.clear`)}<kbd>Esc</kbd>
              </button>`:x`<button class="plain" @click=${()=>this.tell(`later`)}>${f(`review.skip`)}</button>`}
      </div>
      ${this.renderPeople(e)}
    `}renderPeople(e){let t=this.app.people.get().value??[],n=e=>()=>this.tell(`decide`,{action:`assign`,person_id:e});return x`<div class="choices" role="group" aria-label=${f(`review.others`)}>
        ${this.candidates().map(({id:t,name:r},i)=>x`<button ?disabled=${e} @click=${n(t)}><bdi>${r}</bdi><kbd>${i+1}</kbd></button>`)}
      </div>
      <form @submit=${this.named}>
        <label>
          ${f(`review.by_name`)}
          <input name="who" list="known" required maxlength="100" autocomplete="off" dir="auto" />
        </label>
        <datalist id="known">${t.map(({name:e})=>x`<option value=${e}></option>`)}</datalist>
        <button ?disabled=${e}>${f(`review.say`)}</button>
      </form>`}candidates(){return ft(this.app.people.get().value??[],mt(this.visits))}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};T([O({attribute:!1})],X.prototype,`app`,void 0),T([O({attribute:!1})],X.prototype,`visits`,void 0),T([O({type:Boolean})],X.prototype,`several`,void 0),T([O({type:Number})],X.prototype,`left`,void 0),T([O({attribute:!1})],X.prototype,`settled`,void 0),T([O({attribute:!1})],X.prototype,`progress`,void 0),T([O({type:Boolean})],X.prototype,`busy`,void 0),X=T([m(`wf-review-card`)],X);var Z=class extends a{static{this.styles=[C,y,Pe,b`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 1rem;
        margin-top: 1.25rem;
      }
      h3 {
        margin: 0;
        font-size: 1rem;
      }
      header p {
        flex: 1;
        min-width: 12rem;
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      ul {
        --tile: 7rem;
        max-height: 32rem;
        overflow: auto;
        padding: 3px;
      }
      li {
        cursor: pointer;
        touch-action: manipulation;
        user-select: none;
      }
      li.shown img {
        outline: 3px solid var(--wf-accent);
        outline-offset: -3px;
      }
      .tick {
        color: var(--wf-text);
      }
      li.chosen .tick {
        color: var(--wf-accent);
      }
      .name {
        display: block;
        overflow: hidden;
        padding: 0.25rem 0.5rem 0.35rem;
        font-size: 0.85rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @media (hover: none) and (pointer: coarse) {
        header p {
          visibility: hidden;
        }
      }
      @media (max-width: 759px) {
        ul {
          --tile: 5.5rem;
        }
      }
    `]}constructor(){super(),this.visits=[],this.chosen=St,this.shown=null,this.hadFocus=!1,this.clicked=e=>{let t=e.target,n=Dt(t);n!==null&&(this.focusOn(n),e.shiftKey?this.choose(wt(this.chosen,n,this.visits)):e.ctrlKey||e.metaKey||t.closest(`.tick`)?this.choose(Ct(this.chosen,n)):this.show(n))},this.pressed=e=>{let t=Dt(e.target);if(!(t===null||e.altKey)){if(e.ctrlKey||e.metaKey){if(e.key.toLowerCase()!==`a`)return;this.choose({ids:new Set(this.visits.map(e=>e.id)),anchor:t})}else if(e.key===` `||e.key.toLowerCase()===`x`)this.choose(e.shiftKey?wt(this.chosen,t,this.visits):Ct(this.chosen,t));else if(!this.move(e,t))return;e.preventDefault(),e.stopPropagation()}},new h(this,()=>[this.app.cameras])}willUpdate(){this.hadFocus=this.focused()!==null}updated(){this.hadFocus&&this.focused()===null&&this.focusOn(this.shown)}render(){let e=this.chosen.ids.size===this.visits.length,t=new Set(e?[]:this.visits.map(({id:e})=>e));return x`<header>
        <h3 id="heading">${f(`review.all`)}</h3>
        <p>${f(`review.how`)}</p>
        <button class="plain" @click=${()=>this.choose({ids:t,anchor:null})}>
          ${f(e?`person.choose_none`:`person.choose_all`)}
        </button>
      </header>
      <ul
        class="tiles"
        role="listbox"
        aria-labelledby="heading"
        aria-multiselectable="true"
        @click=${this.clicked}
        @keydown=${this.pressed}
      >
        ${S(this.visits,({id:e})=>e,(e,t)=>this.renderVisit(e,this.shown===null?t===0:e.id===this.shown))}
      </ul>`}renderVisit({id:e,camera_id:t,start_ms:n,name:r},i){let a=this.chosen.ids.has(e),o=this.app.cameras.find(t)?.name??f(`search.gone`),s=r===null?f(`review.somebody`):f(`review.maybe`,{name:r});return x`<li
      role="option"
      data-id=${e}
      class=${`${a?`chosen`:``} ${e===this.shown?`shown`:``}`}
      tabindex=${i?0:-1}
      aria-selected=${a}
      aria-label=${`${s}, ${o}, ${v(n)}`}
    >
      <img alt="" loading="lazy" src=${G(this.app,e)} />
      <span class="tick">${_(a?ye:fe)}</span>
      <span class="name" aria-hidden="true"><bdi>${s}</bdi></span>
    </li>`}move({key:e,shiftKey:t},n){let r=this.visits.findIndex(e=>e.id===n),i={ArrowLeft:-1,ArrowRight:1,ArrowUp:-this.columns(),ArrowDown:this.columns(),Home:-r,End:this.visits.length-1-r}[e];if(i===void 0)return!1;let a=this.visits[Math.max(0,Math.min(r+i,this.visits.length-1))];return a===void 0||(t&&this.choose(wt(wt(this.chosen,n,this.visits),a.id,this.visits)),this.show(a.id),this.focusOn(a.id)),!0}columns(){let[e,...t]=this.renderRoot.querySelectorAll(`li`),n=t.findIndex(t=>t.offsetTop>(e?.offsetTop??0));return n<0?t.length+1:n+1}focused(){return this.renderRoot.activeElement?.closest(`li`)??null}focusOn(e){this.renderRoot.querySelector(`li[data-id="${e}"]`)?.focus()}choose(e){this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}show(e){this.dispatchEvent(new CustomEvent(`show`,{detail:e}))}};T([O({attribute:!1})],Z.prototype,`app`,void 0),T([O({attribute:!1})],Z.prototype,`visits`,void 0),T([O({attribute:!1})],Z.prototype,`chosen`,void 0),T([O({attribute:!1})],Z.prototype,`shown`,void 0),Z=T([m(`wf-review-list`)],Z);function Dt(e){let t=e.closest(`li`);return t===null?null:Number(t.dataset.id)}var Ot=500,kt=class extends d{constructor(e){super(async t=>{let n={verdict:`unsure`,limit:Ot},{visits:r,cursor:i}=await e.call(`GET /api/visits`,{query:n,signal:t});this.hasMore=i!==null;let a=this.hasMore?r.at(-1)?.start_ms??0:0;return bt(this.get().value??[],r.filter(vt),a)}),this.hasMore=!1}refill(){this.hasMore&&(this.get().value?.length??0)<Ot/4&&this.load()}hear(e){this.change(t=>yt(t,e))}put(e){this.change(e)}},At=50,Q=class extends a{static{this.styles=[C,b`
      .none {
        margin: 0.5rem 0 0;
        color: var(--wf-muted);
      }
    `]}constructor(){super(),this.below=!1,this.shown=null,this.chosen=St,this.progress=null,this.settled=null,this.deciding=new Set,this.isPlaced=!1,this.leave=[],this.clear=()=>{this.chosen=St},this.goOn=()=>{let e=this.queue.get().value??[],t=this.settled===null?e.find(({id:e})=>e===this.shown):void 0;if(t===void 0)this.settled=null;else{let n=new Set([t.id]);this.shown=xt(e,n,t.id)??t.id,this.queue.put(e=>[...gt(e,n),t])}},this.pressed=e=>{if(!jt(e)||(e.key===`Escape`&&this.clear(),!E(this.app.me.get(),`edit`)))return;let t=pt(e.key,this.looked(),this.card?.candidates()??[]);t!==null&&this.decide(t)},new h(this,()=>[this.queue,this.app.people,this.app.me])}connectedCallback(){this.queue=new kt(this.app.api),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,()=>void this.queue.load()),this.app.events.on(`visit`,({visit:e})=>this.hear(e))],this.queue.load(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){for(let e of this.leave.splice(0))e();removeEventListener(`keydown`,this.pressed),super.disconnectedCallback()}willUpdate(){let e=this.queue.get().value;e!==null&&(this.isPlaced||=(this.below=e.length===0,!0),this.chosen=Tt(this.chosen,e),this.settled===null&&!e.some(({id:e})=>e===this.shown)&&(this.shown=e[0]?.id??null))}render(){return x`<h2>${f(`review.heading`)}</h2>
      ${A(this.queue.get(),this.queue.load,e=>{let t=this.looked();if(t.length===0)return x`<p class="none" role="status">${f(`review.none`)}</p>`;let n=this.chosen.ids.size>0;return x`<wf-review-card
            .app=${this.app}
            .visits=${t}
            .left=${e.length}
            .settled=${this.settled?.is??null}
            .progress=${n?this.progress:null}
            ?several=${n}
            ?busy=${this.isBusy(t)}
            @decide=${e=>void this.decide(e.detail)}
            @name=${e=>void this.name(e.detail)}
            @later=${this.goOn}
            @clear=${this.clear}
          ></wf-review-card>
          ${e.length>1||n?x`<wf-review-list
                  .app=${this.app}
                  .visits=${e}
                  .chosen=${this.chosen}
                  .shown=${this.shown}
                  @choose=${e=>this.chosen=e.detail}
                  @show=${e=>this.show(e.detail)}
                ></wf-review-list>`:i}`})}`}looked(){let e=this.queue.get().value??[];return this.chosen.ids.size>0?e.filter(({id:e})=>this.chosen.ids.has(e)):this.settled===null?e.filter(({id:e})=>e===this.shown):[this.settled.was]}isBusy(e){return e.some(({id:e})=>this.deciding.has(e))}show(e){this.settled=null,this.shown=e}hear(e){if(this.deciding.has(e.id))return;let t=this.queue.get().value?.find(({id:t})=>t===e.id);vt(e)?this.settled?.is.id===e.id&&this.takeBack([e]):t!==void 0&&this.chosen.ids.size===0&&e.id===this.shown&&(this.shown=xt(this.queue.get().value??[],new Set([e.id]),e.id),this.settled={was:t,is:e}),this.queue.hear(e),this.queue.refill()}takeBack(e){this.settled=null,this.shown=e[0]?.id??this.shown,this.queue.put(t=>_t(t,e))}async decide(e){let t=this.looked(),n=ht(e,t,At),r=n.reduce((e,t)=>e+t.visits.length,0);await this.say(t,r,n=>this.told(e,t,n),async()=>ut(this.app.api,n,e=>{r>1&&(this.progress={done:e,all:r})}))}async name(e){let t=this.app.people.get().value?.find(t=>t.name.toLowerCase()===e.toLowerCase());if(t!==void 0)return this.decide({action:`assign`,person_id:t.id});let n=this.looked(),r={name:e,visit_ids:n.map(({id:e})=>e)};await this.say(n,n.length,t=>f(`review.assigned`,{count:t,name:e}),async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:r});return{labels:e,error:null}})}async say(e,t,n,r){if(t===0||this.isBusy(e)||this.settled!==null&&this.chosen.ids.size===0)return;let i=new Set(e.map(({id:e})=>e));this.deciding=new Set([...this.deciding,...i]),t>1&&(this.progress={done:0,all:t});let{labels:a,error:o}=await r().catch(e=>({labels:[],error:e})),s=new Set(a.flatMap(({visit_id:e})=>e??[]));this.deciding=new Set([...this.deciding].filter(e=>!i.has(e))),t>1&&(this.progress=null),this.shown=xt(this.queue.get().value??[],s,this.shown),this.queue.put(e=>gt(e,s)),a.length===0?this.app.toasts.failed(o):this.tell(a,e.filter(({id:e})=>s.has(e)),t,n(a.length),o),o!==null&&this.queue.load(),this.queue.refill()}tell(e,t,n,r,i){let a=e.length===1?e[0]?.reason??null:null,o=[r,a===null?``:f(`review.label_only`,{reason:a}),i===null?``:f(`review.partly`,{count:n-e.length,why:ee(i)})],s=e.map(({edit_id:e})=>e);j(this.app,o.filter(Boolean).join(` `),s,()=>this.takeBack(t))}told(e,t,n){let{action:r,person_id:i}=e,a=this.app.people.find(i??``)?.name??t[0]?.name??``;return t.length===1?this.toldOne(r,a):r===`unassign`?f(`review.unassigned_all`,{count:n}):r===`reject`?f(`review.rejected_all`,{count:n}):r===`confirm`?f(`review.confirmed_all`,{count:n}):f(`review.assigned`,{count:n,name:a})}toldOne(e,t){return e===`unassign`?f(`review.unassigned`):f(e===`reject`?`review.rejected`:`review.confirmed`,{name:t})}};T([O({attribute:!1})],Q.prototype,`app`,void 0),T([O({type:Boolean,reflect:!0})],Q.prototype,`below`,void 0),T([r()],Q.prototype,`shown`,void 0),T([r()],Q.prototype,`chosen`,void 0),T([r()],Q.prototype,`progress`,void 0),T([r()],Q.prototype,`settled`,void 0),T([p(`wf-review-card`)],Q.prototype,`card`,void 0),T([r()],Q.prototype,`deciding`,void 0),Q=T([m(`wf-review-queue`)],Q);function jt(e){let[t]=e.composedPath();return!(t instanceof HTMLInputElement||t instanceof HTMLSelectElement||e.ctrlKey||e.metaKey||e.altKey||e.repeat)}var Mt=12,$=class extends a{static{this.styles=[C,y,g,b`
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
    `]}constructor(){super(),this.left=new Set,this.leave=[],this.refresh=()=>{this.left.size>0||[...this.names].some(({value:e})=>e!==``)||this.groups.load()},new h(this,()=>[this.groups,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.groups=new d(e=>s(t=>this.app.api.call(`GET /api/faces/groups`,{query:{cursor:t},signal:e}),e=>e.groups)),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,this.refresh),this.app.events.on(`visit`,({phase:e})=>{e===`ended`&&this.refresh()})],this.groups.load()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){return x`
      <h2>${f(`groups.heading`)}</h2>
      <p>${f(`groups.text`)}</p>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>x`<option value=${e}></option>`)}
      </datalist>
      ${A(this.groups.get(),this.groups.load,e=>e.length===0?x`<wf-notice .icon=${c} heading=${f(`groups.none`)} text=${f(`groups.none_text`)}>
            </wf-notice>`:x`<ul>
              ${S(e,({cover_visit_id:e})=>e,e=>x`<li class="group">${this.renderGroup(e)}</li>`)}
            </ul>`)}
    `}renderGroup(e){let t=e.camera_ids.map(e=>this.app.cameras.find(e)?.name??e).join(`, `),n=[e.cover_visit_id,...e.visit_ids.filter(t=>t!==e.cover_visit_id)].slice(0,Mt);return x`
      <div class="pictures" role="group" aria-label=${f(`groups.pictures`)}>
        ${n.map((e,t)=>x`<button
              aria-pressed=${!this.left.has(e)}
              aria-label=${f(`groups.picture`,{number:t+1})}
              title=${f(`groups.toggle`)}
              @click=${()=>this.toggle(e)}
            >
              <img alt="" loading="lazy" src=${G(this.app,e)} />
            </button>`)}
      </div>
      <p>
        ${f(`groups.count`,{count:e.count})} · ${t} ·
        ${f(`groups.seen`,{first:v(e.first_seen_ms),last:v(e.last_seen_ms)})}
      </p>
      ${E(this.app.me.get(),`edit`)?x`<form @submit=${t=>void this.name(t,e)}>
              <label>
                ${f(`groups.who`)}
                <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
              </label>
              <button class="primary">${f(`groups.name`)}</button>
              ${e.visit_ids.some(e=>this.left.has(e))?x`<label class="others"> <input type="checkbox" name="others" />${f(`groups.others`)} </label>`:``}
            </form>`:x``}
    `}toggle(e){let t=new Set(this.left);t.delete(e)||t.add(e),this.left=t}async name(e,t){e.preventDefault();let n=e.target.elements,r=n.namedItem(`who`),i=n.namedItem(`others`),a=r.value.trim();if(a===``)return;let o=this.app.people.get().value?.find(e=>e.name.toLowerCase()===a.toLowerCase()),s=i?.checked===!0?t.visit_ids.filter(e=>this.left.has(e)):[],c={visit_ids:t.visit_ids.filter(e=>!this.left.has(e)),rejected_visit_ids:s,...o===void 0?{name:a}:{person_id:o.id}};await this.app.toasts.attempt(async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:c}),t=e.filter(({trained:e})=>e).length,n=f(`groups.named`,{name:a,count:e.length,learnt:t});j(this.app,n,e.map(({edit_id:e})=>e),()=>void this.groups.load()),await Promise.all([this.groups.load(),this.app.people.load()])})}};T([O({attribute:!1})],$.prototype,`app`,void 0),T([we(`input`)],$.prototype,`names`,void 0),T([r()],$.prototype,`left`,void 0),$=T([m(`wf-unknown-groups`)],$);var Nt=[``,`review`,`check`,`folder`,`changes`],Pt=class extends be{static{this.styles=[...be.styles,b`
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
      .review {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 2rem;
      }
      wf-review-queue[below] {
        order: 1;
      }
    `]}constructor(){super(),new h(this,()=>[this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}render(){let e=this.place.params.person??``,t=Nt.find(t=>t===e);return t===void 0?this.renderPerson(e):x`
      <h1>${f(`nav.people`)}</h1>
      <nav aria-label=${f(`people.parts_label`)}>
        ${Nt.map(e=>x`<a
              class="button"
              href=${e===``?`people`:`people/${e}`}
              aria-current=${e===t?`page`:i}
              >${f(`people.parts.${e===``?`all`:e}`)}</a
            >`)}
      </nav>
      ${this.renderPart(t)}
    `}renderPart(e){switch(e){case``:return x`<wf-people-grid .app=${this.app}></wf-people-grid>`;case`review`:return x`<div class="review">
          <wf-review-queue .app=${this.app}></wf-review-queue>
          <wf-unknown-groups .app=${this.app}></wf-unknown-groups>
        </div>`;case`check`:return x`<wf-library-check .app=${this.app}></wf-library-check>`;case`folder`:return x`<wf-photo-folder .app=${this.app}></wf-photo-folder>`;case`changes`:return x`<wf-edit-journal .app=${this.app}></wf-edit-journal>`}}renderPerson(e){let{value:t}=this.app.people.get();if(t===null)return x`<h1>${f(`nav.people`)}</h1>
        ${A(this.app.people.get(),this.app.people.load,()=>x``)}`;let n=t.find(t=>t.id===e);return n===void 0?x`<h1 class="hidden-text">${f(`person.gone`)}</h1>
        <wf-notice .icon=${ne} heading=${f(`person.gone`)} text=${f(`person.gone_text`)}>
          <a class="button primary" href="people">${f(`people.all`)}</a>
        </wf-notice>`:x`${je(e,x`<wf-person-view .app=${this.app} .person=${n}></wf-person-view>`)}`}};Pt=T([m(`wf-people-page`)],Pt);export{Pt as PeoplePage};