import{A as e,C as t,D as n,Dt as r,E as i,F as a,G as o,H as s,I as c,K as l,L as u,M as ee,Mt as te,Nt as ne,P as d,Q as re,R as f,S as p,T as m,U as ie,V as ae,W as oe,Wt as se,Z as ce,Zt as le,_ as ue,a as h,b as g,ct as de,f as _,ft as fe,h as pe,i as v,j as y,jt as me,k as b,l as he,lt as ge,m as x,nt as _e,o as S,p as C,r as w,rt as ve,s as T,st as ye,t as be,u as xe,v as Se,vn as E,vt as D,w as O,x as Ce,xt as we,yn as k}from"./shell-AMF1nHR0.js";import{a as Te,c as Ee,d as A,i as De,l as Oe,t as j,u as ke}from"./common-bEe1VAEy.js";import{t as M}from"./undo-DOGDKBwj.js";import{t as Ae}from"./drafts-CDC4wlE6.js";var je=ue(class extends Se{constructor(){super(...arguments),this.key=n}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(pe(e),this.key=t),n}}),Me=y`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  h2 {
    flex: 1;
  }
`,Ne=y`
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
`,Pe=y`
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
`,Fe=y`
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
`,N=class extends i{static{this.styles=[S,v,Ne]}constructor(){super(),this.person=``,this.edits=new f(async e=>{let t={limit:30,person:this.person===``?null:this.person};return(await this.app.api.call(`GET /api/edits`,{query:t,signal:e})).edits}),new E(this,()=>[this.edits,this.app.people,this.app.me])}connectedCallback(){super.connectedCallback(),this.edits.load()}render(){return b`<h2>${d(`journal.heading`)}</h2>
      ${j(this.edits.get(),this.edits.load,e=>e.length===0?b`<p>${d(`journal.none`)}</p>`:b`<ol class="rows">
              ${e.map(e=>b`<li>${this.renderEdit(e)}</li>`)}
            </ol>`)}`}renderEdit(e){let t=e.person_ids.map(e=>this.app.people.find(e)?.name??d(`journal.gone`)),r=`${_(e.created_ms)}${t.length===0?``:` · ${t.join(`, `)}`}`;return b`
      <span class="what">
        ${d(`journal.kind.${e.kind}`)}${e.state===`undone`?` (${d(`journal.undone`)})`:``}
        <span class="about"><br />${r}</span>
      </span>
      ${e.can_undo&&T(this.app.me.get(),`edit`)?b`<button class="plain" @click=${()=>void this.undo(e)}>${d(`toast.undo`)}</button>`:n}
    `}async undo({id:e}){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/edits/{edit_id}/undo`,{params:{edit_id:e}})),await Promise.all([this.edits.load(),this.app.people.load()]),this.dispatchEvent(new CustomEvent(`undone`))}};w([O({attribute:!1})],N.prototype,`app`,void 0),w([O()],N.prototype,`person`,void 0),N=w([m(`wf-edit-journal`)],N);function Ie(e,t,n){let r=Math.max(0,...e);if(r===0)return{path:``,peak:null};let i=t/e.length;return{path:`M0 ${n}${e.map((e,t)=>{let a=n-e/r*n;return`L${P(t*i)} ${P(a)}L${P((t+1)*i)} ${P(a)}`}).join(``)}L${P(t)} ${n}Z`,peak:(e.indexOf(r)+.5)/e.length}}function P(e){return Math.round(e*10)/10}var F=600,I=180,Le=class extends i{static{this.styles=[S,y`
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
    `]}render(){let{genuine:t,impostor:r,accept:i,suggested:a,reason:o,genuine_count:s,impostor_count:c}=this.value,l=Ie(t,F,I),u=Ie(r,F,I);return b`<figure>
      <svg viewBox="0 -16 ${F} ${216}" role="img" aria-labelledby="said">
        <path class="other" d=${u.path}></path>
        <path class="same" d=${l.path}></path>
        ${a===null||a===i?n:Re(a,`suggested`)} ${Re(i,`accept`)}
        <line x1="0" x2=${F} y1=${I} y2=${I}></line>
        ${[0,.25,.5,.75,1].map(t=>e`<text x=${t*F} y=${196} text-anchor=${ze(t)}>${C(t)}</text>`)}
      </svg>
      <div class="keys">
        <span class="key same">${d(`calibration.same`,{count:s})}</span>
        <span class="key other">${d(`calibration.different`,{count:c})}</span>
      </div>
      <figcaption id="said">${this.said(l.peak,u.peak)}</figcaption>
      <dl>
        <dt>${d(`calibration.accept`)}</dt>
        <dd>${C(i)}</dd>
        <dt>${d(`calibration.suggested`)}</dt>
        <dd>${a===null?o??d(`calibration.unknown`):C(a)}</dd>
        ${this.renderRate(`refused`,this.value.false_reject,this.value.false_reject_most)}
        ${this.renderRate(`wrong`,this.value.false_accept,this.value.false_accept_most)}
      </dl>
    </figure>`}said(e,t){return e===null||t===null?d(`calibration.too_few`):d(`calibration.said`,{same:C(e),other:C(t),accept:C(this.value.accept)})}renderRate(e,t,n){if(t===null)return b``;let r=n===null?C(t):d(`calibration.at_most`,{rate:C(t),most:C(n)});return b`<dt>${d(`calibration.${e}`)}</dt>
      <dd>${r}</dd>`}};w([O({attribute:!1})],Le.prototype,`value`,void 0),Le=w([m(`wf-calibration-plot`)],Le);function Re(t,n){let r=t*F;return e`<line class=${n} x1=${r} x2=${r} y1="-12" y2=${I}></line>`}function ze(e){return e===0?`start`:e===1?`end`:`middle`}var L=class extends i{constructor(...e){super(...e),this.source=null,this.seen=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&this.look()})}static{this.styles=[S,y`
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
    `]}disconnectedCallback(){this.seen.disconnect(),super.disconnectedCallback()}updated(e){let t=e.get(`person`),n=t?.id===this.person.id&&t.face_count===this.person.face_count;e.has(`person`)&&!n&&(this.source=null,this.seen.disconnect(),this.person.face_count>0&&this.seen.observe(this))}render(){return this.source===null?b`${g(ae)}`:b`<img alt="" src=${this.source} @error=${()=>this.source=null} />`}async look(){this.seen.disconnect();let e={person_id:this.person.id};try{let{faces:t}=await this.app.api.call(`GET /api/people/{person_id}/faces`,{params:e}),n=Be(t);n!==null&&(this.source=Ve(this.app,n.person_id,n.id))}catch{}}};w([O({attribute:!1})],L.prototype,`app`,void 0),w([O({attribute:!1})],L.prototype,`person`,void 0),w([t()],L.prototype,`source`,void 0),L=w([m(`wf-person-picture`)],L);function Be(e){let t=({trained:e,quality:t})=>t+ +!!e;return e.toSorted((e,n)=>t(n)-t(e))[0]??null}function Ve(e,t,n){return e.api.url(`GET /api/people/{person_id}/faces/{face_id}/image.jpg`,{params:{person_id:t,face_id:n}})}var He=class extends i{static{this.styles=[S,v,y`
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
    `]}constructor(){super(),new E(this,()=>[this.outliers,this.calibration,this.app.people,this.app.me])}connectedCallback(){let{api:e}=this.app;this.outliers=new f(async t=>(await e.call(`GET /api/faces/outliers`,{query:{limit:100},signal:t})).outliers),this.calibration=new f(t=>e.call(`GET /api/faces/calibration`,{signal:t})),super.connectedCallback(),this.outliers.load(),this.calibration.load()}render(){return b`
      <h2>${d(`outliers.heading`)}</h2>
      ${j(this.outliers.get(),this.outliers.load,e=>e.length===0?b`<wf-notice .icon=${me} heading=${d(`outliers.none`)}></wf-notice>`:b`<p>${d(`outliers.text`)}</p>
              <ul>
                ${e.map(e=>b`<li>${this.renderOutlier(e)}</li>`)}
              </ul>`)}
      <h2>${d(`calibration.heading`)}</h2>
      <p>${d(`calibration.text`)}</p>
      ${j(this.calibration.get(),this.calibration.load,e=>b`<wf-calibration-plot .value=${e}></wf-calibration-plot>`)}
    `}renderOutlier(e){let{person_id:t,face_id:n}=e,r=this.nameOf(t);return b`
      <img alt=${d(`outliers.picture`,{name:r})} loading="lazy" src=${Ve(this.app,t,n)} />
      <div>
        <a href="people/${encodeURIComponent(t)}"><bdi>${r}</bdi></a>
        <p>${this.why(e)}</p>
        ${T(this.app.me.get(),`edit`)?b`<button @click=${()=>void this.removeFace(e)}>${d(`person.remove_face`)}</button>`:b``}
      </div>
    `}why({reason:e,own:t,other:n,other_person_id:r}){let i=C(t??0);return e!==`like_another`||r===null?d(`outliers.unlike`,{own:i}):d(`outliers.like`,{own:i,other:C(n??0),name:this.nameOf(r)})}nameOf(e){return this.app.people.find(e)?.name??d(`search.gone`)}async removeFace({person_id:e,face_id:t}){let n={person_id:e,face_id:t},r=()=>void this.outliers.load();await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:n});await this.outliers.load(),M(this.app,d(`person.face_removed`),[e],r)})}};w([O({attribute:!1})],He.prototype,`app`,void 0),He=w([m(`wf-library-check`)],He);var Ue=67324752,We=30,Ge=64e6;async function Ke(e){let t=new DataView(await e.slice(0,We).arrayBuffer());if(t.byteLength<We||t.getUint32(0,!0)!==Ue)return null;let n=t.getUint16(8,!0)===0,r=t.getUint32(18,!0),i=We+t.getUint16(26,!0),a=i+t.getUint16(28,!0),o=await e.slice(We,i).text();if(!n||r>Ge||o!==`person.json`)return null;try{return qe(JSON.parse(await e.slice(a,a+r).text()))}catch{return null}}function qe(e){let{format:t,name:n,examples:r}=e;if(t!==`thewallflower-person`||typeof n!=`string`||!Array.isArray(r))return null;let i=e=>r.filter(t=>t?.modality===e).length;return{name:n,faces:i(`face`),voices:i(`voice`)}}var R=class extends i{static{this.styles=[S,v,h,y`
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
    `]}constructor(){super(),this.open=!1,this.file=null,this.preview=null,this.into=``,this.isSending=!1,this.told=null,this.order=null,this.chosen=async e=>{let t=e.target.files?.[0]??null,n=t===null?null:await Ke(t);this.told=null,this.preview=n,this.file=t,this.into=this.app.people.get().value?.find(({name:e})=>Je(e,n?.name))?.id??``},this.submitted=async e=>{if(e.preventDefault(),!(this.file===null||this.isSending)){this.isSending=!0,this.told=null;try{let e=this.field?.value.trim()??``,t=this.into===``?{name:e===``?null:e}:{person:this.into},n=new Blob([this.file],{type:`application/zip`});this.order=await this.app.api.call(`POST /api/people/imports`,{query:t,body:n})}catch(e){let t=e instanceof k&&e.code===`conflict`;this.told=t?{...A(e),message:d(`import.taken`)}:A(e)}this.isSending=!1}},new E(this,()=>[this.app.people,this.app.jobs])}willUpdate(e){e.has(`open`)&&this.open&&(this.file=this.preview=this.told=this.order=null,this.into=``)}render(){return b`<wf-dialog
      heading=${d(`import.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      ${this.open?this.order===null?this.renderForm():this.renderJob(this.job(this.order)):n}
      ${this.order===null?b`<button
              slot="actions"
              class="primary"
              ?disabled=${this.file===null||this.isSending}
              @click=${()=>this.form?.requestSubmit()}
            >
              ${d(this.isSending?`import.busy`:`import.do`)}
            </button>`:b`<a slot="actions" class="button primary" href="people/${this.order.person_import?.person_id??``}">
              ${d(`import.show`)}
            </a>`}
    </wf-dialog>`}renderForm(){let e=this.app.people.get().value??[];return b`<form @submit=${this.submitted}>
      <p>${d(`import.text`)}</p>
      <label>
        ${d(`import.file`)}
        <input type="file" accept=".zip,application/zip" required @change=${this.chosen} />
      </label>
      ${this.file===null?n:b`<p role="status">${this.describe()}</p>`}
      <label>
        ${d(`import.into`)}
        <select @change=${e=>this.into=e.target.value}>
          <option value="" ?selected=${this.into===``}>${d(`import.new`)}</option>
          ${e.map(({id:e,name:t})=>b`<option value=${e} ?selected=${e===this.into}>${t}</option>`)}
        </select>
      </label>
      ${this.into===``?b`<label>
              ${d(`import.name`)}
              <input
                name="name"
                maxlength="100"
                autocomplete="off"
                dir="auto"
                placeholder=${this.preview?.name??``}
              />
            </label>`:n}
      ${this.told===null?n:b`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}describe(){if(this.preview===null)return d(`import.unreadable`);let{name:e,faces:t,voices:n}=this.preview;return d(`import.preview`,{name:e,faces:d(`people.faces`,{count:t}),voices:d(`people.voices`,{count:n})})}renderJob(e){if(u(e))return b`<p role="status">${d(`import.working`,{share:C(e.progress)})}</p>
        <progress max="1" .value=${e.progress} aria-label=${d(`import.heading`)}></progress>`;if(e.imported===null){let t=e.problem?.message??d(`jobs.state.${e.state}`);return b`<wf-problem .told=${{code:e.problem?.code??null,message:t,field:null}}></wf-problem>`}let{added:t,known:r,refused:i}=e.imported;return b`<p role="status">${d(`import.done`,{added:t,known:r,refused:i.length})}</p>
      ${i.length===0?n:b`<ul>
              ${i.map(({file:e,reason:t})=>b`<li><code>${e}</code>: ${t}</li>`)}
            </ul>`}`}job(e){return this.app.jobs.get().value?.find(({id:t})=>t===e.id)??e}};w([O({attribute:!1})],R.prototype,`app`,void 0),w([O({type:Boolean})],R.prototype,`open`,void 0),w([t()],R.prototype,`file`,void 0),w([t()],R.prototype,`preview`,void 0),w([t()],R.prototype,`into`,void 0),w([t()],R.prototype,`isSending`,void 0),w([t()],R.prototype,`told`,void 0),w([t()],R.prototype,`order`,void 0),w([p(`form`)],R.prototype,`form`,void 0),w([p(`input[name=name]`)],R.prototype,`field`,void 0),R=w([m(`wf-import-dialog`)],R);function Je(e,t){return e.toLowerCase()===t?.toLowerCase()}var z=class extends i{static{this.styles=[S,v,Te,y`
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
    `]}constructor(){super(),this.isAdding=!1,this.isBusy=!1,this.typed=``,this.told=null,this.isImporting=!1,this.submitted=async e=>{if(e.preventDefault(),this.isBusy)return;let t=this.typed.trim();this.isBusy=!0,this.told=null;try{let{id:e,edit_id:n}=await this.app.api.call(`POST /api/people`,{body:{name:t}});this.isAdding=!1,this.typed=``,await this.app.people.load(),M(this.app,d(`people.added`,{name:t}),[n],()=>void this.app.people.load()),this.app.router.go(`people/${encodeURIComponent(e)}`)}catch(e){this.told=A(e)}finally{this.isBusy=!1}await Oe(this)},new E(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let e=T(this.app.me.get(),`edit`)?b`<button @click=${()=>this.isAdding=!0}>${g(o)}${d(`people.add`)}</button>
          <button @click=${()=>this.isImporting=!0}>${g(ne)}${d(`import.order`)}</button>`:b``;return b`
      ${j(this.app.people.get(),this.app.people.load,t=>t.length===0?b`<wf-notice .icon=${ie} heading=${d(`people.none`)} text=${d(`people.none_text`)}>
              ${e}<a class="button" href="people/review">${d(`people.name_seen`)}</a>
            </wf-notice>`:b`<div class="tools">${e}</div>
              <ul>
                ${x(t,({id:e})=>e,e=>b`<li>${this.renderPerson(e)}</li>`)}
              </ul>`)}
      <wf-import-dialog
        .app=${this.app}
        ?open=${this.isImporting}
        @closed=${()=>this.isImporting=!1}
      ></wf-import-dialog>
      <wf-dialog heading=${d(`people.add`)} ?open=${this.isAdding} @closed=${()=>this.isAdding=!1}>
        <form @submit=${this.submitted}>
          ${Ee({label:d(`people.name`),name:`name`,told:this.told===null?null:{...this.told,field:`name`},value:this.typed,required:!0,changed:e=>{this.typed=e,this.told=null}})}
        </form>
        <button slot="actions" class="primary" ?disabled=${this.isBusy} @click=${()=>this.form.requestSubmit()}>
          ${d(`people.add`)}
        </button>
      </wf-dialog>
    `}renderPerson(e){let{id:t,name:n,face_count:r,voice_count:i,last_seen_ms:a,last_camera_id:o}=e,s=o===null?null:this.app.cameras.find(o)?.name??null,c=a===null?d(`people.never_seen`):b`${_(a)}${s===null?``:b` · <bdi>${s}</bdi>`}`;return b`<a class="person" href="people/${encodeURIComponent(t)}">
      <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
      <span>
        <span class="name"><bdi>${n}</bdi></span>
        <span class="about">
          ${d(`people.faces`,{count:r})} · ${d(`people.voices`,{count:i})}
        </span>
        <span class="about">${c}</span>
      </span>
    </a>`}};w([O({attribute:!1})],z.prototype,`app`,void 0),w([t()],z.prototype,`isAdding`,void 0),w([t()],z.prototype,`isBusy`,void 0),w([t()],z.prototype,`typed`,void 0),w([t()],z.prototype,`told`,void 0),w([p(`form`)],z.prototype,`form`,void 0),w([t()],z.prototype,`isImporting`,void 0),z=w([m(`wf-people-grid`)],z);var B=class extends i{constructor(...e){super(...e),this.open=!1,this.typed=``,this.closed=()=>{this.typed=``,this.dispatchEvent(new CustomEvent(`closed`))},this.forget=async()=>{let{id:e,name:t}=this.person;await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/{person_id}/forget`,{params:{person_id:e}}))&&(this.app.toasts.done(d(`forget.done`,{name:t})),this.dispatchEvent(new CustomEvent(`done`)))}}static{this.styles=[S,v,h,y`
      p {
        margin-top: 0;
      }
    `]}render(){let{name:e}=this.person,t=Ye(this.typed,e);return b`<wf-dialog heading=${d(`forget.heading`,{name:e})} ?open=${this.open} @closed=${this.closed}>
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
    </wf-dialog>`}};w([O({attribute:!1})],B.prototype,`app`,void 0),w([O({attribute:!1})],B.prototype,`person`,void 0),w([O({type:Boolean})],B.prototype,`open`,void 0),w([t()],B.prototype,`typed`,void 0),B=w([m(`wf-forget-dialog`)],B);function Ye(e,t){let n=e=>e.normalize(`NFC`).trim().replace(/\s+/g,` `);return n(e)===n(t)}var V=class extends i{constructor(...e){super(...e),this.open=!1,this.into=``}static{this.styles=[S,v,h,y`
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
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id),t=e.find(({id:e})=>e===this.into)??null;return b`<wf-dialog
      heading=${d(`merge.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <label>
        ${d(`merge.into`,{name:this.person.name})}
        <select @change=${e=>this.into=e.target.value}>
          <option value="">${d(`merge.choose`)}</option>
          ${e.map(({id:e,name:t})=>b`<option value=${e} ?selected=${e===this.into}>${t}</option>`)}
        </select>
      </label>
      ${t===null?n:this.renderPreview(t)}
      <button slot="actions" class="primary" ?disabled=${t===null} @click=${()=>void this.merge(t)}>
        ${d(`merge.do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let t=e=>b`<div>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <bdi>${e.name}</bdi><br />
        ${d(`people.faces`,{count:e.face_count})} · ${d(`people.voices`,{count:e.voice_count})}
      </div>`,n=this.person.face_count+e.face_count,r=this.person.voice_count+e.voice_count;return b`<div class="preview">${t(this.person)}${g(re)}${t(e)}</div>
      <p>
        ${d(`merge.preview`,{name:e.name,alias:this.person.name,faces:d(`people.faces`,{count:n}),voices:d(`people.voices`,{count:r})})}
      </p>`}async merge(e){if(e===null)return;let{id:t,name:n}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:r}=await this.app.api.call(`POST /api/people/{person_id}/merge`,{params:{person_id:t},body:{into_id:e.id}});await this.app.people.load(),this.dispatchEvent(new CustomEvent(`done`,{detail:e.id}));let i=d(`merge.done`,{name:n,into:e.name});M(this.app,i,[r],()=>void this.app.people.load())})}};w([O({attribute:!1})],V.prototype,`app`,void 0),w([O({attribute:!1})],V.prototype,`person`,void 0),w([O({type:Boolean})],V.prototype,`open`,void 0),w([t()],V.prototype,`into`,void 0),V=w([m(`wf-merge-dialog`)],V);var H=class extends i{constructor(...e){super(...e),this.person=``,this.isBusy=!1,this.choice=null,this.waiting=[],this.dismissed=()=>{this.forget(),this.goOn()},this.forget=()=>{this.choice!==null&&URL.revokeObjectURL(this.choice.url),this.choice=null}}static{this.styles=[S,v,y`
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
    `]}disconnectedCallback(){this.waiting=[],this.forget(),super.disconnectedCallback()}render(){return b`
      <button ?disabled=${this.isBusy} @click=${()=>this.input.click()}>
        ${g(te)}${d(this.isBusy?`upload.busy`:`upload.add`)}
      </button>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label=${d(`upload.add`)}
        @change=${()=>void this.chosen()}
      />
      <wf-dialog heading=${d(`upload.which`)} ?open=${this.choice!==null} @closed=${this.dismissed}>
        ${this.choice===null?n:this.renderChoice(this.choice)}
      </wf-dialog>
    `}renderChoice({url:e,places:t,width:n,height:r,file:i}){let a=(e,t)=>`${100*e/t}%`;return b`<p>${d(`upload.which_text`)}</p>
      <div class="image">
        <img alt=${i.name} src=${e} />
        ${t.map(e=>b`<button
              class="face"
              aria-label=${d(`upload.face`,{number:e.index+1})}
              style="left:${a(e.x,n)};top:${a(e.y,r)};width:${a(e.width,n)};height:${a(e.height,r)}"
              @click=${()=>void this.pick(i,e.index)}
            >
              ${e.index+1}
            </button>`)}
      </div>`}async chosen(){this.waiting.push(...this.input.files??[]),this.input.value=``,await this.goOn()}async pick(e,t){this.forget(),this.isBusy=!0,await this.send(e,t),this.isBusy=!1,await this.goOn()}async goOn(){if(!this.isBusy){this.isBusy=!0;for(let e=this.next();e!==void 0;e=this.next())await this.send(e,null);this.isBusy=!1}}next(){return this.choice===null?this.waiting.shift():void 0}async send(e,t){try{let n={params:{person_id:this.person},query:{index:t},body:e};this.added(await this.app.api.call(`POST /api/people/{person_id}/faces`,n))}catch(t){let n=t instanceof k&&t.code===`several_faces`?t.problem.places:[];if(n.length>0){await this.ask(e,n);return}this.app.toasts.failed(t),t instanceof k||(this.waiting=[])}}added({trained:e,refused:t,edit_id:n}){let r=e?d(`upload.added`):d(`upload.label_only`,{reason:t??``}),i=()=>this.dispatchEvent(new CustomEvent(`added`));i(),M(this.app,r,[n],i)}async ask(e,t){let{width:n,height:r}=await createImageBitmap(e);this.choice={file:e,places:t,width:n,height:r,url:URL.createObjectURL(e)}}};w([O({attribute:!1})],H.prototype,`app`,void 0),w([O()],H.prototype,`person`,void 0),w([t()],H.prototype,`isBusy`,void 0),w([t()],H.prototype,`choice`,void 0),w([p(`input`)],H.prototype,`input`,void 0),H=w([m(`wf-face-upload`)],H);var U=class extends i{constructor(...e){super(...e),this.faces=[],this.open=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();if(t===``)return;let n=await a(this.app.people,t),r={face_ids:[...this.faces],...n===void 0?{name:t}:{to_id:n.id}},i={person_id:this.person.id},o=()=>{this.dispatchEvent(new CustomEvent(`done`)),this.app.people.load()};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`POST /api/people/{person_id}/split`,{params:i,body:r});this.field.value=``,o(),M(this.app,d(`split.done`,{name:t}),[e],o)})}}static{this.styles=[S,v,h,y`
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
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id);return b`<wf-dialog
      heading=${d(`split.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <p>${d(`split.text`,{count:this.faces.length,name:this.person.name})}</p>
      <div class="pictures">
        ${this.faces.map(e=>b`<img alt="" src=${Ve(this.app,this.person.id,e)} />`)}
      </div>
      <form @submit=${this.submitted}>
        <label>${d(`split.who`)}<input required maxlength="100" list="others" autocomplete="off" dir="auto" /></label>
        <datalist id="others">${e.map(({name:e})=>b`<option value=${e}></option>`)}</datalist>
      </form>
      <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>${d(`split.do`)}</button>
    </wf-dialog>`}};w([O({attribute:!1})],U.prototype,`app`,void 0),w([O({attribute:!1})],U.prototype,`person`,void 0),w([O({attribute:!1})],U.prototype,`faces`,void 0),w([O({type:Boolean})],U.prototype,`open`,void 0),w([p(`input`)],U.prototype,`field`,void 0),U=w([m(`wf-split-dialog`)],U);var W=class extends i{static{this.styles=[S,v,Me,Pe,Fe,y`
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
    `]}constructor(){super(),this.chosen=new Set,this.isSplitting=!1,this.faces=new f(e=>c(t=>{let n={person_id:this.person.id};return this.app.api.call(`GET /api/people/{person_id}/faces`,{params:n,query:{cursor:t},signal:e})},e=>e.faces)),this.changed=()=>{this.chosen=new Set,this.isSplitting=!1,this.faces.load(),this.dispatchEvent(new CustomEvent(`changed`))},new E(this,()=>[this.faces,this.app.me])}connectedCallback(){super.connectedCallback(),this.faces.load()}render(){let e=T(this.app.me.get(),`edit`);return b`
      <header>
        <h2>${d(`person.faces`)}</h2>
        ${e?b`<wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`:n}
      </header>
      ${j(this.faces.get(),this.faces.load,t=>t.length===0?b`<p>${d(`person.no_faces`)}</p>`:b`${this.chosen.size>0?this.renderBulk(t):n}
              <ul class="tiles">
                ${x(t,({id:e})=>e,(t,n)=>b`<li>${this.renderFace(t,n+1,e)}</li>`)}
              </ul>`)}
      <wf-split-dialog
        .app=${this.app}
        .person=${this.person}
        .faces=${[...this.chosen]}
        ?open=${this.isSplitting}
        @closed=${()=>this.isSplitting=!1}
        @done=${this.changed}
      ></wf-split-dialog>
    `}renderBulk(e){let t=[...this.chosen];return b`<div class="bulk" role="group" aria-label=${d(`person.chosen_label`)}>
      <span role="status">${d(`person.chosen`,{count:t.length})}</span>
      <button class="plain" @click=${()=>{this.chosen=new Set(t.length<e.length?e.map(({id:e})=>e):[])}}>
        ${d(t.length<e.length?`person.choose_all`:`person.choose_none`)}
      </button>
      <button @click=${()=>this.isSplitting=!0}>${g(ve)}${d(`split.order`)}</button>
      <button @click=${()=>void this.takeAway(t,!0)}>
        ${g(s)}${d(`person.not_them`,{name:this.person.name})}
      </button>
      <button @click=${()=>void this.takeAway(t,!1)}>${g(D)}${d(`person.remove_faces`)}</button>
    </div>`}renderFace(e,t,r){let{name:i}=this.person,a=d(`person.face`,{number:t,name:i}),o=d(`person.not_them`,{name:i});return b`
      <img alt=${a} loading="lazy" src=${Ve(this.app,e.person_id,e.id)} />
      <div class="about">
        <span title=${he(e.created_ms)}>${d(`person.quality`,{share:C(e.quality)})}</span>
        ${r?b`${this.renderAction(s,o,a,()=>this.takeAway([e.id],!0))}
              ${this.renderAction(D,d(`person.remove_face`),a,()=>this.takeAway([e.id],!1))}`:n}
      </div>
      ${e.trained?n:b`<p class="why">${d(`person.untrained`,{reason:e.refused??``})}</p>`}
      ${r?b`<label class="tick">
              <input
                type="checkbox"
                aria-label=${d(`person.choose`,{what:a})}
                .checked=${this.chosen.has(e.id)}
                @change=${()=>this.toggle(e.id)}
              />
            </label>`:n}
    `}renderAction(e,t,n,r){return b`<button class="plain round" title=${t} aria-label=${`${t}: ${n}`} @click=${r}>
      ${g(e)}
    </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async takeAway(e,t){let{id:n,name:r}=this.person;await this.app.toasts.attempt(async()=>{let i={params:{person_id:n},body:{face_ids:[...e],not_them:t}},{edit_id:a}=await this.app.api.call(`POST /api/people/{person_id}/faces/remove`,i);this.changed();let o=e.length,s=t?d(`person.faces_rejected`,{count:o,name:r}):d(`person.faces_removed`,{count:o});M(this.app,s,[a],this.changed)})}};w([O({attribute:!1})],W.prototype,`app`,void 0),w([O({attribute:!1})],W.prototype,`person`,void 0),w([t()],W.prototype,`chosen`,void 0),w([t()],W.prototype,`isSplitting`,void 0),W=w([m(`wf-person-faces`)],W);function G(e,t){return e.api.url(`GET /api/visits/{visit_id}/image.jpg`,{params:{visit_id:t}})}var Xe=24,Ze=2e3,Qe=class extends f{add(e){this.change(({visits:t})=>({visits:[...t,...e.visits],cursor:e.cursor}))}},K=class extends i{static{this.styles=[S,v,y`
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
    `]}constructor(){super(),this.moment=null,this.expired=new Set,this.visits=new Qe(e=>this.read(null,e)),this.changed=()=>{this.visits.load(),this.dispatchEvent(new CustomEvent(`changed`))},new E(this,()=>[this.visits,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.visits.load()}render(){return b`<h2>${d(`person.visits`)}</h2>
      ${this.moment===null?n:b`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${j(this.visits.get(),this.visits.load,({visits:e,cursor:t})=>e.length===0?b`<p>${d(`person.no_visits`)}</p>`:b`<ul>
                ${x(e,({id:e})=>e,e=>b`<li>${this.renderVisit(e)}</li>`)}
              </ul>
              ${t===null?n:b`<button @click=${()=>void this.more(t)}>${d(`person.more_visits`)}</button>`}`)}`}renderVisit(e){let t=this.app.cameras.find(e.camera_id)?.name??d(`search.gone`),n=_(e.start_ms),r=d(`person.play_visit`,{when:n,camera:t}),i=d(`person.not_them`,{name:this.person.name});return b`
      ${this.expired.has(e.id)?b`<span class="none"></span>`:b`<img
              alt=""
              loading="lazy"
              src=${G(this.app,e.id)}
              @error=${()=>this.expired=new Set([...this.expired,e.id])}
            />`}
      <span>
        ${n}
        <span class="about">
          ${t} ·
          ${e.end_ms===null?d(`person.still_there`):xe(e.end_ms-e.start_ms)}${e.decided?` · ${d(`person.decided`)}`:``}
        </span>
      </span>
      <button class="plain round" aria-label=${r} title=${r} @click=${()=>this.play(e)}>
        ${g(le)}
      </button>
      ${T(this.app.me.get(),`edit`)?b`<button
              class="plain round"
              aria-label=${`${i}: ${n}`}
              title=${i}
              @click=${()=>void this.reject(e)}
            >
              ${g(s)}
            </button>`:b`<span></span>`}
    `}async read(e,t){let n={person:this.person.id,limit:Xe,cursor:e};return this.app.api.call(`GET /api/visits`,t===void 0?{query:n}:{query:n,signal:t})}async more(e){await this.app.toasts.attempt(async()=>this.visits.add(await this.read(e)))}play({camera_id:e,start_ms:t}){this.moment={camera_id:e,at_ms:t-Ze}}async reject({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={action:`reject`,visit_ids:[e],person_id:this.person.id},{labels:r}=await t.call(`POST /api/visits/label`,{body:n}),i=r.map(({edit_id:e})=>e);M(this.app,d(`review.rejected`,{name:this.person.name}),i,this.changed),this.changed()})}};w([O({attribute:!1})],K.prototype,`app`,void 0),w([O({attribute:!1})],K.prototype,`person`,void 0),w([t()],K.prototype,`moment`,void 0),w([t()],K.prototype,`expired`,void 0),K=w([m(`wf-person-visits`)],K);var $e=50;function et(e,t){return e.reduce((e,{id:n,start_ms:r,end_ms:i})=>e+(t.has(n)?i-r:0),0)/1e3}var q=class extends i{static{this.styles=[S,v,y`
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
    `]}constructor(){super(),this.open=!1,this.chosen=new Set,this.moment=null,this.isBusy=!1,this.lines=new f(async e=>{let t={speakers:[this.person.id],limit:$e};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))},new E(this,()=>[this.lines])}willUpdate(e){e.has(`open`)&&this.open&&(this.chosen=new Set,this.lines.load())}render(){let e=et(this.lines.get().value??[],this.chosen);return b`<wf-dialog heading=${d(`voice_lines.order`)} ?open=${this.open} @closed=${this.closed}>
      ${this.open?this.renderLines(e):n}
      <button
        slot="actions"
        class="primary"
        ?disabled=${e<10||this.isBusy}
        @click=${()=>void this.learn()}
      >
        ${d(this.isBusy?`voice_lines.busy`:`voice_lines.learn`)}
      </button>
    </wf-dialog>`}renderLines(e){return b`<p>${d(`voice_lines.text`,{name:this.person.name,least:10})}</p>
      ${this.moment===null?n:b`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${j(this.lines.get(),this.lines.load,t=>t.length===0?b`<p>${d(`voice_lines.none`,{name:this.person.name})}</p>`:b`<ol>
                ${t.map(e=>b`<li>${this.renderLine(e)}</li>`)}
              </ol>
              <p role="status">${d(`voice_lines.chosen`,{seconds:Math.floor(e),least:10})}</p>`)}`}renderLine(e){return b`<label>
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
        ${g(le)}
      </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async learn(){this.isBusy=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t={line_ids:[...this.chosen]},{edit_id:n}=await this.app.api.call(`POST /api/people/{person_id}/voices/lines`,{params:e,body:t});this.moment=null;let r=()=>this.dispatchEvent(new CustomEvent(`learnt`));r(),M(this.app,d(`voice_lines.learnt`,{name:this.person.name}),[n],r)}),this.isBusy=!1}};w([O({attribute:!1})],q.prototype,`app`,void 0),w([O({attribute:!1})],q.prototype,`person`,void 0),w([O({type:Boolean})],q.prototype,`open`,void 0),w([t()],q.prototype,`chosen`,void 0),w([t()],q.prototype,`moment`,void 0),w([t()],q.prototype,`isBusy`,void 0),q=w([m(`wf-voice-lines`)],q);var J=class extends i{static{this.styles=[S,v,Me,Ne]}constructor(){super(),this.isLearning=!1,this.voices=new f(async e=>{let t={person_id:this.person.id};return(await this.app.api.call(`GET /api/people/{person_id}/voices`,{params:t,signal:e})).voices}),this.changed=()=>{this.isLearning=!1,this.voices.load(),this.dispatchEvent(new CustomEvent(`changed`))},new E(this,()=>[this.voices,this.app.me])}connectedCallback(){super.connectedCallback(),this.voices.load()}render(){let e=T(this.app.me.get(),`edit`);return b`
      <header>
        <h2>${d(`person.voices`)}</h2>
        ${e?b`<button @click=${()=>this.isLearning=!0}>
                ${g(se)}${d(`voice_lines.order`)}
              </button>`:n}
      </header>
      <audio></audio>
      ${j(this.voices.get(),this.voices.load,t=>t.length===0?b`<p>${d(`person.no_voices`)}</p>`:b`<ul class="rows">
              ${x(t,({id:e})=>e,(t,n)=>b`<li>${this.renderVoice(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-voice-lines
        .app=${this.app}
        .person=${this.person}
        ?open=${this.isLearning}
        @closed=${()=>this.isLearning=!1}
        @learnt=${this.changed}
      ></wf-voice-lines>
    `}renderVoice(e,t,r){let i=d(`person.voice`,{number:t,name:this.person.name}),a=Math.round(e.seconds);return b`
      <button class="plain round" aria-label=${d(`person.play`,{what:i})} @click=${()=>void this.play(e)}>
        ${g(le)}
      </button>
      <span class="what">
        ${d(`person.voice_about`,{seconds:a,share:C(e.quality),when:he(e.created_ms)})}
      </span>
      ${r?b`<button
              class="plain round"
              aria-label=${`${d(`person.remove_voice`)}: ${i}`}
              @click=${()=>void this.removeVoice(e)}
            >
              ${g(D)}
            </button>`:n}
    `}async play({id:e,person_id:t}){let n={person_id:t,voice_id:e};this.audio.src=this.app.api.url(`GET /api/people/{person_id}/voices/{voice_id}/sound.wav`,{params:n}),await this.app.toasts.attempt(()=>this.audio.play())}async removeVoice({id:e,person_id:t}){let n={person_id:t,voice_id:e};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`DELETE /api/people/{person_id}/voices/{voice_id}`,{params:n});this.changed(),M(this.app,d(`person.voice_removed`),[e],this.changed)})}};w([O({attribute:!1})],J.prototype,`app`,void 0),w([O({attribute:!1})],J.prototype,`person`,void 0),w([t()],J.prototype,`isLearning`,void 0),w([p(`audio`)],J.prototype,`audio`,void 0),J=w([m(`wf-person-voices`)],J);var tt=[`name`,`aliases`],nt=6e4,rt=[`household`,`guest`,`service`,`unwanted`],Y=class extends i{static{this.styles=[S,v,Te,y`
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
    `]}constructor(){super(),this.shown=``,this.told=null,this.isSaving=!1,this.leaveGuard=()=>void 0,this.isExporting=!1,this.close=()=>{this.shown=``},this.leave=()=>{this.leaveGuard(),this.app.people.load(),this.app.router.go(`people`)},this.refresh=()=>{this.app.people.load(),this.journal.edits.load()},this.saved=async e=>{if(e.preventDefault(),!this.isSaving){this.isSaving=!0,this.told=null;try{let e={person_id:this.person.id},{edit_id:t}=await this.app.api.call(`PATCH /api/people/{person_id}`,{params:e,body:this.given()});this.refresh(),M(this.app,d(`person.saved`),[t],this.refresh)}catch(e){this.told=A(e)}finally{this.isSaving=!1}await Oe(this)}},new E(this,()=>[this.app.me,this.app.cameras])}connectedCallback(){super.connectedCallback();let e=({params:e})=>e.person===this.person.id;this.leaveGuard=this.app.router.guard({isThere:()=>this.isChanged(),outlives:e})}disconnectedCallback(){this.leaveGuard(),super.disconnectedCallback()}render(){let{person:e}=this,t=this.app.me.get(),r=this.app.cameras.find(e.last_camera_id??``)?.name;return b`
      <header>
        <a class="button plain round" href="people" aria-label=${d(`people.all`)} title=${d(`people.all`)}>
          ${g(ce)}
        </a>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <div>
          <h1><bdi>${e.name}</bdi></h1>
          <p>
            ${e.last_seen_ms===null?d(`people.never_seen`):d(`person.last_seen`,{when:_(e.last_seen_ms),where:r??d(`search.gone`)})}
          </p>
        </div>
      </header>
      ${T(t,`edit`)?this.renderForm(e):n}
      <wf-person-faces .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-faces>
      <wf-person-visits .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-visits>
      <wf-person-voices .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-voices>
      <wf-edit-journal .app=${this.app} person=${e.id} @undone=${this.refresh}></wf-edit-journal>
      <div class="actions">
        ${T(t,`edit`)?b`<button @click=${()=>this.shown=`merge`}>${g(_e)}${d(`merge.heading`)}</button>
                <button ?disabled=${this.isExporting} @click=${()=>void this.export()}>
                  ${g(we)}${d(this.isExporting?`person.exporting`:`person.export`)}
                </button>`:n}
        ${T(t,`admin`)?b`<button @click=${()=>void this.delete()}>${g(D)}${d(`person.delete`)}</button>
                <button class="danger" @click=${()=>this.shown=`forget`}>
                  ${g(oe)}${d(`forget.order`)}
                </button>`:n}
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
    `}renderForm(e){let t=tt.filter(e=>ke(this.told,e)),r=e=>t.includes(e)?`true`:n;return b`<form @submit=${this.saved} @input=${()=>this.told=null}>
      <label>
        ${d(`people.name`)}
        <input
          name="name"
          required
          autocomplete="off"
          dir="auto"
          aria-invalid=${r(`name`)}
          .value=${e.name}
        />
        ${De(this.told,`name`)??n}
      </label>
      <label>
        ${d(`person.aliases`)}
        <input
          name="aliases"
          autocomplete="off"
          dir="auto"
          aria-invalid=${r(`aliases`)}
          .value=${e.aliases.join(`, `)}
        />
        ${De(this.told,`aliases`)??n}
      </label>
      <label>
        ${d(`person.kind`)}
        <select name="kind">
          ${rt.map(t=>b`<option value=${t} ?selected=${t===e.kind}>${d(`person.kinds.${t}`)}</option>`)}
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
      ${this.told===null||t.length>0?n:b`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}given(){let e=new FormData(this.form);return{name:at(e,`name`).trim(),aliases:ot(at(e,`aliases`)),kind:rt.find(t=>t===at(e,`kind`))??`household`,ha_person_id:at(e,`entity`).trim()||null}}isChanged(){if(!T(this.app.me.get(),`edit`))return!1;let{name:e,aliases:t,kind:n,ha_person_id:r}=this.person;return!Ae(this.given(),{name:e,aliases:t,kind:n,ha_person_id:r})}async export(){this.isExporting=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t=await this.app.api.call(`POST /api/people/{person_id}/archive`,{params:e}),n=URL.createObjectURL(await t.blob());Object.assign(document.createElement(`a`),{href:n,download:`${it(this.person.name)}.zip`}).click(),setTimeout(()=>URL.revokeObjectURL(n),nt),this.app.toasts.done(d(`person.exported`))}),this.isExporting=!1}async delete(){let{id:e,name:t}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:n}=await this.app.api.call(`DELETE /api/people/{person_id}`,{params:{person_id:e}});this.leave(),M(this.app,d(`person.deleted`,{name:t}),[n],()=>void this.app.people.load())})}};w([O({attribute:!1})],Y.prototype,`app`,void 0),w([O({attribute:!1})],Y.prototype,`person`,void 0),w([t()],Y.prototype,`shown`,void 0),w([t()],Y.prototype,`told`,void 0),w([t()],Y.prototype,`isSaving`,void 0),w([t()],Y.prototype,`isExporting`,void 0),w([p(`form`)],Y.prototype,`form`,void 0),w([p(`wf-edit-journal`)],Y.prototype,`journal`,void 0),Y=w([m(`wf-person-view`)],Y);function it(e){return e.replace(/[\p{C}\\/:*?"<>|]+/gu,` `).trim().replace(/^\.+/,``).trim()||`person`}function at(e,t){let n=e.get(t);return typeof n==`string`?n:``}function ot(e){return[...new Set(e.split(`,`).map(e=>e.trim()).filter(Boolean))]}var st=100,ct=[``,`refused`,`added`,`known`],lt=class extends f{add(e){this.change(({images:t})=>({images:[...t,...e.images],cursor:e.cursor}))}},ut=class extends i{static{this.styles=[S,v,h,Ne,y`
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
    `]}constructor(){super(),this.wanted=``,this.images=new lt(e=>this.read(null,e)),this.leave=[],this.filtered=e=>{this.wanted=e.target.value,this.images.load()},new E(this,()=>[this.images,this.app.people,this.app.jobs,this.app.me])}connectedCallback(){super.connectedCallback();let e=()=>void this.images.load();this.leave=[this.app.events.on(`resync`,e),this.app.events.on(`job`,t=>{`kind`in t&&t.kind===`folder_scan`&&!u(t)&&e()})],e()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){let e=this.app.jobs.get().value?.find(({kind:e})=>e===`folder_scan`)??null;return b`<h2>${d(`folder.heading`)}</h2>
      <p>${d(`folder.text`)}</p>
      <header>
        <label>
          ${d(`folder.show`)}
          <select @change=${this.filtered}>
            ${ct.map(e=>b`<option value=${e}>${d(`folder.states.${e===``?`all`:e}`)}</option>`)}
          </select>
        </label>
        ${T(this.app.me.get(),`edit`)?b`<button ?disabled=${e!==null&&u(e)} @click=${()=>void this.scan()}>
                ${g(r)}${d(`folder.scan`)}
              </button>`:n}
      </header>
      ${e===null?n:this.renderJob(e)}
      ${j(this.images.get(),this.images.load,({images:e,cursor:t})=>e.length===0?b`<p>${d(this.wanted===``?`folder.none`:`folder.none_such`)}</p>`:b`<ul class="rows">
                ${x(e,({id:e})=>e,e=>b`<li>${this.renderImage(e)}</li>`)}
              </ul>
              ${t===null?n:b`<button @click=${()=>void this.more(t)}>${d(`person.more_visits`)}</button>`}`)}`}renderJob(e){if(u(e))return b`<p role="status">${d(`folder.working`,{share:C(e.progress)})}</p>`;if(e.state===`failed`&&e.problem!==null){let{code:t,message:n}=e.problem;return b`<wf-problem .told=${{code:t,message:n,field:null}}></wf-problem>`}if(e.scanned===null)return n;let{images:t,looked:r,added:i,refused:a,forgotten:o}=e.scanned;return b`<p role="status">
      ${d(`folder.done`,{when:_(e.ended_ms??e.created_ms),images:t,looked:r,added:i,refused:a})}
      ${o===0?n:d(`folder.forgotten`,{count:o})}
    </p>`}renderImage({path:e,state:t,reason:r,person_id:i,looked_ms:a}){let o=this.app.people.find(i??``)?.name;return b`<span class="what">
        <span class="path"><bdi>${e}</bdi></span
        ><br />
        <span class="about">
          ${d(`folder.states.${t}`)} · ${_(a)}
          ${r===null?n:b`<br /><span class="refused">${r}</span>`}
        </span>
      </span>
      ${o===void 0||i===null?n:b`<a class="button plain" href="people/${encodeURIComponent(i)}"><bdi>${o}</bdi></a>`}`}read(e,t){let n={state:this.wanted===``?null:this.wanted,limit:st,cursor:e};return this.app.api.call(`GET /api/people/folder`,t===void 0?{query:n}:{query:n,signal:t})}async more(e){let{wanted:t}=this;await this.app.toasts.attempt(async()=>{let n=await this.read(e);t===this.wanted&&this.images.add(n)})}async scan(){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/scan`))}};w([O({attribute:!1})],ut.prototype,`app`,void 0),w([t()],ut.prototype,`wanted`,void 0),ut=w([m(`wf-photo-folder`)],ut);async function dt(e,t,n){let r=[],i=null,a=[...t];for(let t=0,o=a.shift();o!==void 0;o=a.shift()){let{action:s,person_id:c,visits:l}=o,u=l.map(({id:e})=>e);try{let t={action:s,visit_ids:u,...s===`assign`?{person_id:c}:{}};r.push(...(await e.call(`POST /api/visits/label`,{body:t})).labels)}catch(e){if(!(e instanceof k&&e.code===`not_found`&&e.problem.field===`visit_ids`))return{labels:r,error:e};if(l.length>1){a.unshift(...l.map(e=>({...o,visits:[e]})));continue}i=e}n(t+=l.length)}return{labels:r,error:i}}var ft=9;function pt(e,t){let n=e=>e.id===t?2**53-1:e.last_seen_ms??0;return e.toSorted((e,t)=>n(t)-n(e)).slice(0,ft)}function mt(e,t,n){let r=e.toLowerCase(),i=t.some(e=>e.person_id!==null);if(r===`y`&&i)return{action:`confirm`,person_id:null};if(r===`x`)return{action:i?`reject`:`unassign`,person_id:null};if(r===`n`)return{action:`unassign`,person_id:null};let a=/^[1-9]$/.test(e)?n[Number(e)-1]:void 0;return a===void 0?null:{action:`assign`,person_id:a.id}}function ht(e){let[t=null,...n]=new Set(e.map(({person_id:e})=>e));return n.length===0?t:null}function gt({action:e,person_id:t},n,r){let i=n.filter(e=>e.person_id!==null),a=n.filter(e=>e.person_id===null),o=(e,n)=>Array.from({length:Math.ceil(e.length/r)},(i,a)=>({action:n,person_id:t,visits:e.slice(a*r,(a+1)*r)}));return e===`confirm`?o(i,e):e===`reject`?[...o(i,e),...o(a,`unassign`)]:o(n,e)}function _t(e,t){return e.filter(({id:e})=>!t.has(e))}function vt(e,t){return[...t,..._t(e,new Set(t.map(({id:e})=>e)))]}function yt({verdict:e,decided:t,end_ms:n}){return e===`unsure`&&!t&&n!==null}function bt(e,t){let n=e.findIndex(({id:e})=>e===t.id);return yt(t)?n<0?[...e,t]:e.with(n,t):n<0?e:e.toSpliced(n,1)}function xt(e,t,n){let r=new Map(t.map(e=>[e.id,e])),i=e.flatMap(e=>r.get(e.id)??(e.start_ms<n?e:[])),a=new Set(e.map(({id:e})=>e));return[...i,...t.filter(({id:e})=>!a.has(e))]}function St(e,t,n){let r=e.findIndex(({id:e})=>e===n);return(e.slice(Math.max(0,r)).find(({id:e})=>!t.has(e))??e.find(({id:e})=>!t.has(e)))?.id??null}var Ct={ids:new Set,anchor:null};function wt({ids:e},t){let n=new Set(e);return n.delete(t)||n.add(t),{ids:n,anchor:t}}function Tt({ids:e,anchor:t},n,r){let i=e=>r.findIndex(t=>t.id===e),[a,o]=[i(n),t===null?-1:i(t)],[s,c]=o<0?[a,a]:[Math.min(o,a),Math.max(o,a)];return{ids:new Set([...e,...r.slice(s,c+1).map(e=>e.id)]),anchor:n}}function Et(e,t){let n=new Set(t.map(({id:e})=>e)),r=new Set([...e.ids].filter(e=>n.has(e)));return r.size===e.ids.size?e:{ids:r,anchor:e.anchor!==null&&n.has(e.anchor)?e.anchor:null}}var Dt=9,X=class extends i{static{this.styles=[S,v,h,y`
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
    `]}constructor(){super(),this.visits=[],this.several=!1,this.left=0,this.settled=null,this.progress=null,this.busy=!1,this.named=e=>{e.preventDefault();let t=e.target,n=t.elements.namedItem(`who`).value.trim();n!==``&&(t.reset(),this.tell(`name`,n))},new E(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let[e]=this.visits;return e===void 0?n:b`<div class="card">
      ${this.several?this.renderPictures():this.renderPicture(e)}
      <div>
        <div role="status">${this.several?this.renderSeveral():this.renderVisit(e)}</div>
        ${this.renderChoices()}
      </div>
    </div>`}renderPicture({id:e,camera_id:t}){let n=this.app.cameras.find(t)?.name??d(`search.gone`);return b`<img alt=${d(`review.picture`,{camera:n})} src=${G(this.app,e)} />`}renderPictures(){return b`<div class="several">
      ${this.visits.slice(0,Dt).map(({id:e})=>b`<img alt="" src=${G(this.app,e)} />`)}
    </div>`}renderVisit(e){let t=this.app.cameras.find(e.camera_id)?.name??d(`search.gone`),n=b`<p class="about">
      <bdi>${t}</bdi> · ${_(e.start_ms)} · ${d(`review.alike`,{share:C(e.score)})} ·
      ${d(`review.left`,{count:this.left})}
    </p>`;if(this.settled!==null){let e=this.settled.name??d(`review.nobody`);return b`<h3>${d(`review.settled`,{name:e})}</h3>
        ${n}`}let r=e.name??d(`review.somebody`);return b`<h3>${e.person_id===null?d(`review.who`):d(`review.is_it`,{name:r})}</h3>
      ${n}`}renderSeveral(){let e=this.visits.filter(({person_id:e})=>e===null).length,t=e===this.visits.length?0:e;return b`<h3>${d(`review.chosen`,{count:this.visits.length})}</h3>
      <p class="about">
        ${this.progress===null?`${d(`review.left`,{count:this.left})}${t===0?``:` · ${d(`review.without`,{count:t})}`}`:b`${d(`review.progress`,{done:this.progress.done,all:this.progress.all})}<br />
                <progress
                  max=${this.progress.all}
                  .value=${this.progress.done}
                  aria-label=${d(`review.progress_label`)}
                ></progress>`}
      </p>`}renderChoices(){if(!T(this.app.me.get(),`edit`))return b`<p>${d(`errors.forbidden`)}</p>`;if(this.settled!==null&&!this.several)return b`<button class="primary" @click=${()=>this.tell(`later`)}>${d(`review.next`)}</button>`;let e=this.busy,t=e=>()=>this.tell(`decide`,{action:e,person_id:null}),r=this.visits.some(({person_id:e})=>e!==null);return b`
      <div class="choices">
        ${r?b`<button class="primary" ?disabled=${e} @click=${t(`confirm`)}>
                  ${g(ye)}${d(this.several?`review.as_suggested`:`review.yes`)}<kbd>Y</kbd>
                </button>
                <button ?disabled=${e} @click=${t(`reject`)}>
                  ${g(fe)}${d(`review.no`)}<kbd>X</kbd>
                </button>`:n}
        <button ?disabled=${e} @click=${t(`unassign`)}>
          ${g(l)}${d(`review.nobody`)}<kbd>N</kbd>
        </button>
        ${this.several?b`<button class="plain" ?disabled=${e} @click=${()=>this.tell(`clear`)}>
                ${d(`review.clear`)}<kbd>Esc</kbd>
              </button>`:b`<button class="plain" @click=${()=>this.tell(`later`)}>${d(`review.skip`)}</button>`}
      </div>
      ${this.renderPeople(e)}
    `}renderPeople(e){let t=this.app.people.get().value??[],n=e=>()=>this.tell(`decide`,{action:`assign`,person_id:e});return b`<div class="choices" role="group" aria-label=${d(`review.others`)}>
        ${this.candidates().map(({id:t,name:r},i)=>b`<button ?disabled=${e} @click=${n(t)}><bdi>${r}</bdi><kbd>${i+1}</kbd></button>`)}
      </div>
      <form @submit=${this.named}>
        <label>
          ${d(`review.by_name`)}
          <input name="who" list="known" required maxlength="100" autocomplete="off" dir="auto" />
        </label>
        <datalist id="known">${t.map(({name:e})=>b`<option value=${e}></option>`)}</datalist>
        <button ?disabled=${e}>${d(`review.say`)}</button>
      </form>`}candidates(){return pt(this.app.people.get().value??[],ht(this.visits))}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};w([O({attribute:!1})],X.prototype,`app`,void 0),w([O({attribute:!1})],X.prototype,`visits`,void 0),w([O({type:Boolean})],X.prototype,`several`,void 0),w([O({type:Number})],X.prototype,`left`,void 0),w([O({attribute:!1})],X.prototype,`settled`,void 0),w([O({attribute:!1})],X.prototype,`progress`,void 0),w([O({type:Boolean})],X.prototype,`busy`,void 0),X=w([m(`wf-review-card`)],X);var Z=class extends i{static{this.styles=[S,v,Pe,y`
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
    `]}constructor(){super(),this.visits=[],this.chosen=Ct,this.shown=null,this.hadFocus=!1,this.clicked=e=>{let t=e.target,n=Ot(t);n!==null&&(this.focusOn(n),e.shiftKey?this.choose(Tt(this.chosen,n,this.visits)):e.ctrlKey||e.metaKey||t.closest(`.tick`)?this.choose(wt(this.chosen,n)):this.show(n))},this.pressed=e=>{let t=Ot(e.target);if(!(t===null||e.altKey)){if(e.ctrlKey||e.metaKey){if(e.key.toLowerCase()!==`a`)return;this.choose({ids:new Set(this.visits.map(e=>e.id)),anchor:t})}else if(e.key===` `||e.key.toLowerCase()===`x`)this.choose(e.shiftKey?Tt(this.chosen,t,this.visits):wt(this.chosen,t));else if(!this.move(e,t))return;e.preventDefault(),e.stopPropagation()}},new E(this,()=>[this.app.cameras])}willUpdate(){this.hadFocus=this.focused()!==null}updated(){this.hadFocus&&this.focused()===null&&this.focusOn(this.shown)}render(){let e=this.chosen.ids.size===this.visits.length,t=new Set(e?[]:this.visits.map(({id:e})=>e));return b`<header>
        <h3 id="heading">${d(`review.all`)}</h3>
        <p>${d(`review.how`)}</p>
        <button class="plain" @click=${()=>this.choose({ids:t,anchor:null})}>
          ${d(e?`person.choose_none`:`person.choose_all`)}
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
        ${x(this.visits,({id:e})=>e,(e,t)=>this.renderVisit(e,this.shown===null?t===0:e.id===this.shown))}
      </ul>`}renderVisit({id:e,camera_id:t,start_ms:n,name:r},i){let a=this.chosen.ids.has(e),o=this.app.cameras.find(t)?.name??d(`search.gone`),s=r===null?d(`review.somebody`):d(`review.maybe`,{name:r});return b`<li
      role="option"
      data-id=${e}
      class=${`${a?`chosen`:``} ${e===this.shown?`shown`:``}`}
      tabindex=${i?0:-1}
      aria-selected=${a}
      aria-label=${`${s}, ${o}, ${_(n)}`}
    >
      <img alt="" loading="lazy" src=${G(this.app,e)} />
      <span class="tick">${g(a?de:ge)}</span>
      <span class="name" aria-hidden="true"><bdi>${s}</bdi></span>
    </li>`}move({key:e,shiftKey:t},n){let r=this.visits.findIndex(e=>e.id===n),i={ArrowLeft:-1,ArrowRight:1,ArrowUp:-this.columns(),ArrowDown:this.columns(),Home:-r,End:this.visits.length-1-r}[e];if(i===void 0)return!1;let a=this.visits[Math.max(0,Math.min(r+i,this.visits.length-1))];return a===void 0||(t&&this.choose(Tt(Tt(this.chosen,n,this.visits),a.id,this.visits)),this.show(a.id),this.focusOn(a.id)),!0}columns(){let[e,...t]=this.renderRoot.querySelectorAll(`li`),n=t.findIndex(t=>t.offsetTop>(e?.offsetTop??0));return n<0?t.length+1:n+1}focused(){return this.renderRoot.activeElement?.closest(`li`)??null}focusOn(e){this.renderRoot.querySelector(`li[data-id="${e}"]`)?.focus()}choose(e){this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}show(e){this.dispatchEvent(new CustomEvent(`show`,{detail:e}))}};w([O({attribute:!1})],Z.prototype,`app`,void 0),w([O({attribute:!1})],Z.prototype,`visits`,void 0),w([O({attribute:!1})],Z.prototype,`chosen`,void 0),w([O({attribute:!1})],Z.prototype,`shown`,void 0),Z=w([m(`wf-review-list`)],Z);function Ot(e){let t=e.closest(`li`);return t===null?null:Number(t.dataset.id)}var kt=500,At=class extends f{constructor(e){super(async t=>{let n={verdict:`unsure`,limit:kt},{visits:r,cursor:i}=await e.call(`GET /api/visits`,{query:n,signal:t});this.hasMore=i!==null;let a=this.hasMore?r.at(-1)?.start_ms??0:0;return xt(this.get().value??[],r.filter(yt),a)}),this.hasMore=!1}refill(){this.hasMore&&(this.get().value?.length??0)<kt/4&&this.load()}hear(e){this.change(t=>bt(t,e))}put(e){this.change(e)}},jt=50,Q=class extends i{static{this.styles=[S,y`
      .none {
        margin: 0.5rem 0 0;
        color: var(--wf-muted);
      }
    `]}constructor(){super(),this.below=!1,this.shown=null,this.chosen=Ct,this.progress=null,this.settled=null,this.deciding=new Set,this.isPlaced=!1,this.leave=[],this.clear=()=>{this.chosen=Ct},this.goOn=()=>{let e=this.queue.get().value??[],t=this.settled===null?e.find(({id:e})=>e===this.shown):void 0;if(t===void 0)this.settled=null;else{let n=new Set([t.id]);this.shown=St(e,n,t.id)??t.id,this.queue.put(e=>[..._t(e,n),t])}},this.pressed=e=>{if(!Mt(e)||(e.key===`Escape`&&this.clear(),!T(this.app.me.get(),`edit`)))return;let t=mt(e.key,this.looked(),this.card?.candidates()??[]);t!==null&&this.decide(t)},new E(this,()=>[this.queue,this.app.people,this.app.me])}connectedCallback(){this.queue=new At(this.app.api),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,()=>void this.queue.load()),this.app.events.on(`visit`,({visit:e})=>this.hear(e))],this.queue.load(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){for(let e of this.leave.splice(0))e();removeEventListener(`keydown`,this.pressed),super.disconnectedCallback()}willUpdate(){let e=this.queue.get().value;e!==null&&(this.isPlaced||=(this.below=e.length===0,!0),this.chosen=Et(this.chosen,e),this.settled===null&&!e.some(({id:e})=>e===this.shown)&&(this.shown=e[0]?.id??null))}render(){return b`<h2>${d(`review.heading`)}</h2>
      ${j(this.queue.get(),this.queue.load,e=>{let t=this.looked();if(t.length===0)return b`<p class="none" role="status">${d(`review.none`)}</p>`;let r=this.chosen.ids.size>0;return b`<wf-review-card
            .app=${this.app}
            .visits=${t}
            .left=${e.length}
            .settled=${this.settled?.is??null}
            .progress=${r?this.progress:null}
            ?several=${r}
            ?busy=${this.isBusy(t)}
            @decide=${e=>void this.decide(e.detail)}
            @name=${e=>void this.name(e.detail)}
            @later=${this.goOn}
            @clear=${this.clear}
          ></wf-review-card>
          ${e.length>1||r?b`<wf-review-list
                  .app=${this.app}
                  .visits=${e}
                  .chosen=${this.chosen}
                  .shown=${this.shown}
                  @choose=${e=>this.chosen=e.detail}
                  @show=${e=>this.show(e.detail)}
                ></wf-review-list>`:n}`})}`}looked(){let e=this.queue.get().value??[];return this.chosen.ids.size>0?e.filter(({id:e})=>this.chosen.ids.has(e)):this.settled===null?e.filter(({id:e})=>e===this.shown):[this.settled.was]}isBusy(e){return e.some(({id:e})=>this.deciding.has(e))}show(e){this.settled=null,this.shown=e}hear(e){if(this.deciding.has(e.id))return;let t=this.queue.get().value?.find(({id:t})=>t===e.id);yt(e)?this.settled?.is.id===e.id&&this.takeBack([e]):t!==void 0&&this.chosen.ids.size===0&&e.id===this.shown&&(this.shown=St(this.queue.get().value??[],new Set([e.id]),e.id),this.settled={was:t,is:e}),this.queue.hear(e),this.queue.refill()}takeBack(e){this.settled=null,this.shown=e[0]?.id??this.shown,this.queue.put(t=>vt(t,e))}async decide(e){let t=this.looked(),n=gt(e,t,jt),r=n.reduce((e,t)=>e+t.visits.length,0);await this.say(t,r,n=>this.told(e,t,n),async()=>dt(this.app.api,n,e=>{r>1&&(this.progress={done:e,all:r})}))}async name(e){let t=await a(this.app.people,e);if(t!==void 0)return this.decide({action:`assign`,person_id:t.id});let n=this.looked(),r={name:e,visit_ids:n.map(({id:e})=>e)};await this.say(n,n.length,t=>d(`review.assigned`,{count:t,name:e}),async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:r});return{labels:e,error:null}})}async say(e,t,n,r){if(t===0||this.isBusy(e)||this.settled!==null&&this.chosen.ids.size===0)return;let i=new Set(e.map(({id:e})=>e));this.deciding=new Set([...this.deciding,...i]),t>1&&(this.progress={done:0,all:t});let{labels:a,error:o}=await r().catch(e=>({labels:[],error:e})),s=new Set(a.flatMap(({visit_id:e})=>e??[]));this.deciding=new Set([...this.deciding].filter(e=>!i.has(e))),t>1&&(this.progress=null),this.shown=St(this.queue.get().value??[],s,this.shown),this.queue.put(e=>_t(e,s)),a.length===0?this.app.toasts.failed(o):this.tell(a,e.filter(({id:e})=>s.has(e)),t,n(a.length),o),o!==null&&this.queue.load(),this.queue.refill()}tell(e,t,n,r,i){let a=e.length===1?e[0]?.reason??null:null,o=[r,a===null?``:d(`review.label_only`,{reason:a}),i===null?``:d(`review.partly`,{count:n-e.length,why:ee(i)})],s=e.map(({edit_id:e})=>e);M(this.app,o.filter(Boolean).join(` `),s,()=>this.takeBack(t))}told(e,t,n){let{action:r,person_id:i}=e,a=this.app.people.find(i??``)?.name??t[0]?.name??``;return t.length===1?this.toldOne(r,a):r===`unassign`?d(`review.unassigned_all`,{count:n}):r===`reject`?d(`review.rejected_all`,{count:n}):r===`confirm`?d(`review.confirmed_all`,{count:n}):d(`review.assigned`,{count:n,name:a})}toldOne(e,t){return e===`unassign`?d(`review.unassigned`):d(e===`reject`?`review.rejected`:`review.confirmed`,{name:t})}};w([O({attribute:!1})],Q.prototype,`app`,void 0),w([O({type:Boolean,reflect:!0})],Q.prototype,`below`,void 0),w([t()],Q.prototype,`shown`,void 0),w([t()],Q.prototype,`chosen`,void 0),w([t()],Q.prototype,`progress`,void 0),w([t()],Q.prototype,`settled`,void 0),w([p(`wf-review-card`)],Q.prototype,`card`,void 0),w([t()],Q.prototype,`deciding`,void 0),Q=w([m(`wf-review-queue`)],Q);function Mt(e){let[t]=e.composedPath();return!(t instanceof HTMLInputElement||t instanceof HTMLSelectElement||e.ctrlKey||e.metaKey||e.altKey||e.repeat)}var Nt=12,$=class extends i{static{this.styles=[S,v,h,y`
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
    `]}constructor(){super(),this.left=new Set,this.leave=[],this.refresh=()=>{this.left.size>0||[...this.names].some(({value:e})=>e!==``)||this.groups.load()},new E(this,()=>[this.groups,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.groups=new f(e=>c(t=>this.app.api.call(`GET /api/faces/groups`,{query:{cursor:t},signal:e}),e=>e.groups)),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,this.refresh),this.app.events.on(`visit`,({phase:e})=>{e===`ended`&&this.refresh()})],this.groups.load()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){return b`
      <h2>${d(`groups.heading`)}</h2>
      <p>${d(`groups.text`)}</p>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>b`<option value=${e}></option>`)}
      </datalist>
      ${j(this.groups.get(),this.groups.load,e=>e.length===0?b`<wf-notice .icon=${l} heading=${d(`groups.none`)} text=${d(`groups.none_text`)}>
            </wf-notice>`:b`<ul>
              ${x(e,({cover_visit_id:e})=>e,e=>b`<li class="group">${this.renderGroup(e)}</li>`)}
            </ul>`)}
    `}renderGroup(e){let t=e.camera_ids.map(e=>this.app.cameras.find(e)?.name??e).join(`, `),n=[e.cover_visit_id,...e.visit_ids.filter(t=>t!==e.cover_visit_id)].slice(0,Nt);return b`
      <div class="pictures" role="group" aria-label=${d(`groups.pictures`)}>
        ${n.map((e,t)=>b`<button
              aria-pressed=${!this.left.has(e)}
              aria-label=${d(`groups.picture`,{number:t+1})}
              title=${d(`groups.toggle`)}
              @click=${()=>this.toggle(e)}
            >
              <img alt="" loading="lazy" src=${G(this.app,e)} />
            </button>`)}
      </div>
      <p>
        ${d(`groups.count`,{count:e.count})} · ${t} ·
        ${d(`groups.seen`,{first:_(e.first_seen_ms),last:_(e.last_seen_ms)})}
      </p>
      ${T(this.app.me.get(),`edit`)?b`<form @submit=${t=>void this.name(t,e)}>
              <label>
                ${d(`groups.who`)}
                <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
              </label>
              <button class="primary">${d(`groups.name`)}</button>
              ${e.visit_ids.some(e=>this.left.has(e))?b`<label class="others"> <input type="checkbox" name="others" />${d(`groups.others`)} </label>`:``}
            </form>`:b``}
    `}toggle(e){let t=new Set(this.left);t.delete(e)||t.add(e),this.left=t}async name(e,t){e.preventDefault();let n=e.target.elements,r=n.namedItem(`who`),i=n.namedItem(`others`),o=r.value.trim();if(o===``)return;let s=await a(this.app.people,o),c=i?.checked===!0?t.visit_ids.filter(e=>this.left.has(e)):[],l={visit_ids:t.visit_ids.filter(e=>!this.left.has(e)),rejected_visit_ids:c,...s===void 0?{name:o}:{person_id:s.id}};await this.app.toasts.attempt(async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:l}),t=e.filter(({trained:e})=>e).length,n=d(`groups.named`,{name:o,count:e.length,learnt:t});M(this.app,n,e.map(({edit_id:e})=>e),()=>void this.groups.load()),await Promise.all([this.groups.load(),this.app.people.load()])})}};w([O({attribute:!1})],$.prototype,`app`,void 0),w([Ce(`input`)],$.prototype,`names`,void 0),w([t()],$.prototype,`left`,void 0),$=w([m(`wf-unknown-groups`)],$);var Pt=[``,`review`,`check`,`folder`,`changes`],Ft=class extends be{static{this.styles=[...be.styles,y`
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
    `]}constructor(){super(),new E(this,()=>[this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}render(){let e=this.place.params.person??``,t=Pt.find(t=>t===e);return t===void 0?this.renderPerson(e):b`
      <h1>${d(`nav.people`)}</h1>
      <nav aria-label=${d(`people.parts_label`)}>
        ${Pt.map(e=>b`<a
              class="button"
              href=${e===``?`people`:`people/${e}`}
              aria-current=${e===t?`page`:n}
              >${d(`people.parts.${e===``?`all`:e}`)}</a
            >`)}
      </nav>
      ${this.renderPart(t)}
    `}renderPart(e){switch(e){case``:return b`<wf-people-grid .app=${this.app}></wf-people-grid>`;case`review`:return b`<div class="review">
          <wf-review-queue .app=${this.app}></wf-review-queue>
          <wf-unknown-groups .app=${this.app}></wf-unknown-groups>
        </div>`;case`check`:return b`<wf-library-check .app=${this.app}></wf-library-check>`;case`folder`:return b`<wf-photo-folder .app=${this.app}></wf-photo-folder>`;case`changes`:return b`<wf-edit-journal .app=${this.app}></wf-edit-journal>`}}renderPerson(e){let{value:t}=this.app.people.get();if(t===null)return b`<h1>${d(`nav.people`)}</h1>
        ${j(this.app.people.get(),this.app.people.load,()=>b``)}`;let n=t.find(t=>t.id===e);return n===void 0?b`<h1 class="hidden-text">${d(`person.gone`)}</h1>
        <wf-notice .icon=${oe} heading=${d(`person.gone`)} text=${d(`person.gone_text`)}>
          <a class="button primary" href="people">${d(`people.all`)}</a>
        </wf-notice>`:b`${je(e,b`<wf-person-view .app=${this.app} .person=${n}></wf-person-view>`)}`}};Ft=w([m(`wf-people-page`)],Ft);export{Ft as PeoplePage};