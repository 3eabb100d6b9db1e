import{$ as e,A as t,C as n,D as r,E as i,F as a,G as o,Gt as s,H as c,I as l,K as ee,L as te,M as ne,Mt as re,Nt as ie,Ot as ae,P as u,Pt as oe,Q as se,Qt as ce,R as le,S as d,St as ue,T as f,U as de,W as fe,_ as pe,a as p,b as m,bn as h,ct as me,f as g,h as he,i as _,it as ge,j as v,k as y,l as _e,lt as ve,m as b,o as x,p as S,pt as ye,q as be,r as C,rt as xe,s as w,t as Se,u as Ce,ut as we,v as Te,w as T,x as Ee,yn as E,yt as D,z as O}from"./shell-ByTqqPMM.js";import{a as De,c as Oe,f as k,h as A,i as ke,l as Ae,p as je,t as j,u as Me}from"./common-D35F0Fmm.js";import{t as M}from"./undo-DOGDKBwj.js";import{t as Ne}from"./keys-bbWA_g3M.js";var Pe=pe(class extends Te{constructor(){super(...arguments),this.key=r}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(he(e),this.key=t),n}}),Fe=v`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  h2 {
    flex: 1;
  }
`,Ie=v`
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
`,Le=v`
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
`,Re=v`
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
`,N=class extends i{static{this.styles=[x,_,Ie]}constructor(){super(),this.person=``,this.edits=new O(async e=>{let t={limit:30,person:this.person===``?null:this.person};return(await this.app.api.call(`GET /api/edits`,{query:t,signal:e})).edits}),new E(this,()=>[this.edits,this.app.people,this.app.me])}connectedCallback(){super.connectedCallback(),this.edits.load()}render(){return y`<h2>${u(`journal.heading`)}</h2>
      ${j(this.edits.get(),this.edits.load,e=>e.length===0?y`<p>${u(`journal.none`)}</p>`:y`<ol class="rows">
              ${e.map(e=>y`<li>${this.renderEdit(e)}</li>`)}
            </ol>`)}`}renderEdit(e){let t=e.person_ids.map(e=>this.app.people.find(e)?.name??u(`journal.gone`)),n=`${g(e.created_ms)}${t.length===0?``:` · ${t.join(`, `)}`}`;return y`
      <span class="what">
        ${u(`journal.kind.${e.kind}`)}${e.state===`undone`?` (${u(`journal.undone`)})`:``}
        <span class="about"><br />${n}</span>
      </span>
      ${e.can_undo&&w(this.app.me.get(),`edit`)?y`<button class="plain" @click=${()=>void this.undo(e)}>${u(`toast.undo`)}</button>`:r}
    `}async undo({id:e}){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/edits/{edit_id}/undo`,{params:{edit_id:e}})),await Promise.all([this.edits.load(),this.app.people.load()]),this.dispatchEvent(new CustomEvent(`undone`))}};C([T({attribute:!1})],N.prototype,`app`,void 0),C([T()],N.prototype,`person`,void 0),N=C([f(`wf-edit-journal`)],N);function ze(e,t,n){let r=Math.max(0,...e);if(r===0)return{path:``,peak:null};let i=t/e.length;return{path:`M0 ${n}${e.map((e,t)=>{let a=n-e/r*n;return`L${P(t*i)} ${P(a)}L${P((t+1)*i)} ${P(a)}`}).join(``)}L${P(t)} ${n}Z`,peak:(e.indexOf(r)+.5)/e.length}}function P(e){return Math.round(e*10)/10}var F=600,I=180,Be=class extends i{static{this.styles=[x,v`
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
    `]}render(){let{genuine:e,impostor:n,accept:i,suggested:a,reason:o,genuine_count:s,impostor_count:c}=this.value,l=ze(e,F,I),ee=ze(n,F,I);return y`<figure>
      <svg viewBox="0 -16 ${F} ${216}" role="img" aria-labelledby="said">
        <path class="other" d=${ee.path}></path>
        <path class="same" d=${l.path}></path>
        ${a===null||a===i?r:Ve(a,`suggested`)} ${Ve(i,`accept`)}
        <line x1="0" x2=${F} y1=${I} y2=${I}></line>
        ${[0,.25,.5,.75,1].map(e=>t`<text x=${e*F} y=${196} text-anchor=${He(e)}>${S(e)}</text>`)}
      </svg>
      <div class="keys">
        <span class="key same">${u(`calibration.same`,{count:s})}</span>
        <span class="key other">${u(`calibration.different`,{count:c})}</span>
      </div>
      <figcaption id="said">${this.said(l.peak,ee.peak)}</figcaption>
      <dl>
        <dt>${u(`calibration.accept`)}</dt>
        <dd>${S(i)}</dd>
        <dt>${u(`calibration.suggested`)}</dt>
        <dd>${a===null?o??u(`calibration.unknown`):S(a)}</dd>
        ${this.renderRate(`refused`,this.value.false_reject,this.value.false_reject_most)}
        ${this.renderRate(`wrong`,this.value.false_accept,this.value.false_accept_most)}
      </dl>
    </figure>`}said(e,t){return e===null||t===null?u(`calibration.too_few`):u(`calibration.said`,{same:S(e),other:S(t),accept:S(this.value.accept)})}renderRate(e,t,n){if(t===null)return y``;let r=n===null?S(t):u(`calibration.at_most`,{rate:S(t),most:S(n)});return y`<dt>${u(`calibration.${e}`)}</dt>
      <dd>${r}</dd>`}};C([T({attribute:!1})],Be.prototype,`value`,void 0),Be=C([f(`wf-calibration-plot`)],Be);function Ve(e,n){let r=e*F;return t`<line class=${n} x1=${r} x2=${r} y1="-12" y2=${I}></line>`}function He(e){return e===0?`start`:e===1?`end`:`middle`}var L=class extends i{constructor(...e){super(...e),this.source=null,this.seen=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&this.look()})}static{this.styles=[x,v`
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
    `]}disconnectedCallback(){this.seen.disconnect(),super.disconnectedCallback()}updated(e){let t=e.get(`person`),n=t?.id===this.person.id&&t.face_count===this.person.face_count;e.has(`person`)&&!n&&(this.source=null,this.seen.disconnect(),this.person.face_count>0&&this.seen.observe(this))}render(){return this.source===null?y`${m(c)}`:y`<img alt="" src=${this.source} @error=${()=>this.source=null} />`}async look(){this.seen.disconnect();let e={person_id:this.person.id};try{let{faces:t}=await this.app.api.call(`GET /api/people/{person_id}/faces`,{params:e}),n=Ue(t);n!==null&&(this.source=We(this.app,n.person_id,n.id))}catch{}}};C([T({attribute:!1})],L.prototype,`app`,void 0),C([T({attribute:!1})],L.prototype,`person`,void 0),C([n()],L.prototype,`source`,void 0),L=C([f(`wf-person-picture`)],L);function Ue(e){let t=({trained:e,quality:t})=>t+ +!!e;return e.toSorted((e,n)=>t(n)-t(e))[0]??null}function We(e,t,n){return e.api.url(`GET /api/people/{person_id}/faces/{face_id}/image.jpg`,{params:{person_id:t,face_id:n}})}var Ge=class extends i{static{this.styles=[x,_,v`
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
    `]}constructor(){super(),new E(this,()=>[this.outliers,this.calibration,this.app.people,this.app.me])}connectedCallback(){let{api:e}=this.app;this.outliers=new O(async t=>(await e.call(`GET /api/faces/outliers`,{query:{limit:100},signal:t})).outliers),this.calibration=new O(t=>e.call(`GET /api/faces/calibration`,{signal:t})),super.connectedCallback(),this.outliers.load(),this.calibration.load()}render(){return y`
      <h2>${u(`outliers.heading`)}</h2>
      ${j(this.outliers.get(),this.outliers.load,e=>e.length===0?y`<wf-notice .icon=${re} heading=${u(`outliers.none`)}></wf-notice>`:y`<p>${u(`outliers.text`)}</p>
              <ul>
                ${e.map(e=>y`<li>${this.renderOutlier(e)}</li>`)}
              </ul>`)}
      <h2>${u(`calibration.heading`)}</h2>
      <p>${u(`calibration.text`)}</p>
      ${j(this.calibration.get(),this.calibration.load,e=>y`<wf-calibration-plot .value=${e}></wf-calibration-plot>`)}
    `}renderOutlier(e){let{person_id:t,face_id:n}=e,r=this.nameOf(t);return y`
      <img alt=${u(`outliers.picture`,{name:r})} loading="lazy" src=${We(this.app,t,n)} />
      <div>
        <a href="people/${encodeURIComponent(t)}"><bdi>${r}</bdi></a>
        <p>${this.why(e)}</p>
        ${w(this.app.me.get(),`edit`)?y`<button @click=${()=>void this.removeFace(e)}>${u(`person.remove_face`)}</button>`:y``}
      </div>
    `}why({reason:e,own:t,other:n,other_person_id:r}){let i=S(t??0);return e!==`like_another`||r===null?u(`outliers.unlike`,{own:i}):u(`outliers.like`,{own:i,other:S(n??0),name:this.nameOf(r)})}nameOf(e){return this.app.people.find(e)?.name??u(`search.gone`)}async removeFace({person_id:e,face_id:t}){let n={person_id:e,face_id:t},r=()=>void this.outliers.load();await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:n});await this.outliers.load(),M(this.app,u(`person.face_removed`),[e],r)})}};C([T({attribute:!1})],Ge.prototype,`app`,void 0),Ge=C([f(`wf-library-check`)],Ge);var Ke=67324752,qe=30,Je=64e6;async function Ye(e){let t=new DataView(await e.slice(0,qe).arrayBuffer());if(t.byteLength<qe||t.getUint32(0,!0)!==Ke)return null;let n=t.getUint16(8,!0)===0,r=t.getUint32(18,!0),i=qe+t.getUint16(26,!0),a=i+t.getUint16(28,!0),o=await e.slice(qe,i).text();if(!n||r>Je||o!==`person.json`)return null;try{return Xe(JSON.parse(await e.slice(a,a+r).text()))}catch{return null}}function Xe(e){let{format:t,name:n,examples:r}=e;if(t!==`thewallflower-person`||typeof n!=`string`||!Array.isArray(r))return null;let i=e=>r.filter(t=>t?.modality===e).length;return{name:n,faces:i(`face`),voices:i(`voice`)}}var R=class extends i{static{this.styles=[x,_,p,v`
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
    `]}constructor(){super(),this.open=!1,this.file=null,this.preview=null,this.into=``,this.isSending=!1,this.told=null,this.order=null,this.chosen=async e=>{let t=e.target,n=t.files?.[0]??null;this.file=this.preview=this.told=null;let r=n===null?null:await Ye(n).catch(()=>null),i=r===null?void 0:await a(this.app.people,r.name);(t.files?.[0]??null)===n&&(this.preview=r,this.file=n,this.into=i?.id??``)},this.submitted=async e=>{if(e.preventDefault(),!(this.file===null||this.isSending)){this.isSending=!0,this.told=null;try{let e=this.field?.value.trim()??``,t=this.into===``?{name:e===``?null:e}:{person:this.into},n=new Blob([this.file],{type:`application/zip`});this.order=await this.app.api.call(`POST /api/people/imports`,{query:t,body:n})}catch(e){let t=e instanceof h&&e.code===`conflict`;this.told=t?{...k(e),message:u(`import.taken`)}:k(e)}this.isSending=!1}},new E(this,()=>[this.app.people,this.app.jobs])}willUpdate(e){e.has(`open`)&&this.open&&(this.file=this.preview=this.told=this.order=null,this.into=``)}render(){return y`<wf-dialog
      heading=${u(`import.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      ${this.open?this.order===null?this.renderForm():this.renderJob(this.job(this.order)):r}
      ${this.order===null?y`<button
              slot="actions"
              class="primary"
              ?disabled=${this.file===null||this.isSending}
              @click=${()=>this.form?.requestSubmit()}
            >
              ${u(this.isSending?`import.busy`:`import.do`)}
            </button>`:y`<a slot="actions" class="button primary" href="people/${this.order.person_import?.person_id??``}">
              ${u(`import.show`)}
            </a>`}
    </wf-dialog>`}renderForm(){let e=this.app.people.get().value??[];return y`<form @submit=${this.submitted}>
      <p>${u(`import.text`)}</p>
      <label>
        ${u(`import.file`)}
        <input type="file" accept=".zip,application/zip" required @change=${this.chosen} />
      </label>
      ${this.file===null?r:y`<p role="status">${this.describe()}</p>`}
      <label>
        ${u(`import.into`)}
        <select @change=${e=>this.into=e.target.value}>
          ${A(``,u(`import.new`),this.into===``)}
          ${e.map(({id:e,name:t})=>A(e,t,e===this.into))}
        </select>
      </label>
      ${this.into===``?y`<label>
              ${u(`import.name`)}
              <input
                name="name"
                maxlength="100"
                autocomplete="off"
                dir="auto"
                placeholder=${this.preview?.name??``}
              />
            </label>`:r}
      ${this.told===null?r:y`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}describe(){if(this.preview===null)return u(`import.unreadable`);let{name:e,faces:t,voices:n}=this.preview;return u(`import.preview`,{name:e,faces:u(`people.faces`,{count:t}),voices:u(`people.voices`,{count:n})})}renderJob(e){if(le(e))return y`<p role="status">${u(`import.working`,{share:S(e.progress)})}</p>
        <progress max="1" .value=${e.progress} aria-label=${u(`import.heading`)}></progress>`;if(e.imported===null){let t=e.problem?.message??u(`jobs.state.${e.state}`);return y`<wf-problem .told=${{code:e.problem?.code??null,message:t,field:null}}></wf-problem>`}let{added:t,known:n,refused:i}=e.imported;return y`<p role="status">${u(`import.done`,{added:t,known:n,refused:i.length})}</p>
      ${i.length===0?r:y`<ul>
              ${i.map(({file:e,reason:t})=>y`<li><code>${e}</code>: ${t}</li>`)}
            </ul>`}`}job(e){return this.app.jobs.get().value?.find(({id:t})=>t===e.id)??e}};C([T({attribute:!1})],R.prototype,`app`,void 0),C([T({type:Boolean})],R.prototype,`open`,void 0),C([n()],R.prototype,`file`,void 0),C([n()],R.prototype,`preview`,void 0),C([n()],R.prototype,`into`,void 0),C([n()],R.prototype,`isSending`,void 0),C([n()],R.prototype,`told`,void 0),C([n()],R.prototype,`order`,void 0),C([d(`form`)],R.prototype,`form`,void 0),C([d(`input[name=name]`)],R.prototype,`field`,void 0),R=C([f(`wf-import-dialog`)],R);var z=class extends i{static{this.styles=[x,_,De,v`
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
    `]}constructor(){super(),this.isAdding=!1,this.isBusy=!1,this.typed=``,this.told=null,this.isImporting=!1,this.submitted=async e=>{if(e.preventDefault(),this.isBusy)return;let t=this.typed.trim();this.isBusy=!0,this.told=null;try{let{id:e,edit_id:n}=await this.app.api.call(`POST /api/people`,{body:{name:t}});this.isAdding=!1,this.typed=``,await this.app.people.load(),M(this.app,u(`people.added`,{name:t}),[n],()=>void this.app.people.load()),this.app.router.go(`people/${encodeURIComponent(e)}`)}catch(e){this.told=k(e)}finally{this.isBusy=!1}await Ae(this)},new E(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let e=w(this.app.me.get(),`edit`)?y`<button @click=${()=>this.isAdding=!0}>${m(ee)}${u(`people.add`)}</button>
          <button @click=${()=>this.isImporting=!0}>${m(oe)}${u(`import.order`)}</button>`:y``;return y`
      ${j(this.app.people.get(),this.app.people.load,t=>t.length===0?y`<wf-notice .icon=${fe} heading=${u(`people.none`)} text=${u(`people.none_text`)}>
              ${e}<a class="button" href="people/review">${u(`people.name_seen`)}</a>
            </wf-notice>`:y`<div class="tools">${e}</div>
              <ul>
                ${b(t,({id:e})=>e,e=>y`<li>${this.renderPerson(e)}</li>`)}
              </ul>`)}
      <wf-import-dialog
        .app=${this.app}
        ?open=${this.isImporting}
        @closed=${()=>this.isImporting=!1}
      ></wf-import-dialog>
      <wf-dialog heading=${u(`people.add`)} ?open=${this.isAdding} @closed=${()=>this.isAdding=!1}>
        <form @submit=${this.submitted}>
          ${Oe({label:u(`people.name`),name:`name`,told:this.told===null?null:{...this.told,field:`name`},value:this.typed,required:!0,changed:e=>{this.typed=e,this.told=null}})}
        </form>
        <button slot="actions" class="primary" ?disabled=${this.isBusy} @click=${()=>this.form.requestSubmit()}>
          ${u(`people.add`)}
        </button>
      </wf-dialog>
    `}renderPerson(e){let{id:t,name:n,face_count:r,voice_count:i,last_seen_ms:a,last_camera_id:o}=e,s=o===null?null:this.app.cameras.find(o)?.name??null,c=a===null?u(`people.never_seen`):y`${g(a)}${s===null?``:y` · <bdi>${s}</bdi>`}`;return y`<a class="person" href="people/${encodeURIComponent(t)}">
      <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
      <span>
        <span class="name"><bdi>${n}</bdi></span>
        <span class="about">
          ${u(`people.faces`,{count:r})} · ${u(`people.voices`,{count:i})}
        </span>
        <span class="about">${c}</span>
      </span>
    </a>`}};C([T({attribute:!1})],z.prototype,`app`,void 0),C([n()],z.prototype,`isAdding`,void 0),C([n()],z.prototype,`isBusy`,void 0),C([n()],z.prototype,`typed`,void 0),C([n()],z.prototype,`told`,void 0),C([d(`form`)],z.prototype,`form`,void 0),C([n()],z.prototype,`isImporting`,void 0),z=C([f(`wf-people-grid`)],z);var B=class extends i{constructor(...e){super(...e),this.open=!1,this.typed=``,this.closed=()=>{this.typed=``,this.dispatchEvent(new CustomEvent(`closed`))},this.forget=async()=>{let{id:e,name:t}=this.person;await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/{person_id}/forget`,{params:{person_id:e}}))&&(this.app.toasts.done(u(`forget.done`,{name:t})),this.dispatchEvent(new CustomEvent(`done`)))}}static{this.styles=[x,_,p,v`
      p {
        margin-top: 0;
      }
    `]}render(){let{name:e}=this.person,t=Ze(this.typed,e);return y`<wf-dialog heading=${u(`forget.heading`,{name:e})} ?open=${this.open} @closed=${this.closed}>
      <p>${u(`forget.text`)}</p>
      <label>
        ${u(`forget.type`,{name:e})}
        <input
          autocomplete="off"
          dir="auto"
          .value=${this.typed}
          @input=${e=>this.typed=e.target.value}
        />
      </label>
      <button slot="actions" @click=${this.closed}>${u(`forget.keep`)}</button>
      <button slot="actions" class="danger" ?disabled=${!t} @click=${this.forget}>${u(`forget.do`)}</button>
    </wf-dialog>`}};C([T({attribute:!1})],B.prototype,`app`,void 0),C([T({attribute:!1})],B.prototype,`person`,void 0),C([T({type:Boolean})],B.prototype,`open`,void 0),C([n()],B.prototype,`typed`,void 0),B=C([f(`wf-forget-dialog`)],B);function Ze(e,t){let n=e=>e.normalize(`NFC`).trim().replace(/\s+/g,` `);return n(e)===n(t)}var V=class extends i{constructor(...e){super(...e),this.open=!1,this.into=``}static{this.styles=[x,_,p,v`
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
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id),t=e.find(({id:e})=>e===this.into)??null;return y`<wf-dialog
      heading=${u(`merge.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <label>
        ${u(`merge.into`,{name:this.person.name})}
        <select @change=${e=>this.into=e.target.value}>
          ${A(``,u(`merge.choose`),this.into===``)}
          ${e.map(({id:e,name:t})=>A(e,t,e===this.into))}
        </select>
      </label>
      ${t===null?r:this.renderPreview(t)}
      <button slot="actions" class="primary" ?disabled=${t===null} @click=${()=>void this.merge(t)}>
        ${u(`merge.do`)}
      </button>
    </wf-dialog>`}renderPreview(t){let n=e=>y`<div>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <bdi>${e.name}</bdi><br />
        ${u(`people.faces`,{count:e.face_count})} · ${u(`people.voices`,{count:e.voice_count})}
      </div>`,r=this.person.face_count+t.face_count,i=this.person.voice_count+t.voice_count;return y`<div class="preview">${n(this.person)}${m(e)}${n(t)}</div>
      <p>
        ${u(`merge.preview`,{name:t.name,alias:this.person.name,faces:u(`people.faces`,{count:r}),voices:u(`people.voices`,{count:i})})}
      </p>`}async merge(e){if(e===null)return;let{id:t,name:n}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:r}=await this.app.api.call(`POST /api/people/{person_id}/merge`,{params:{person_id:t},body:{into_id:e.id}});await this.app.people.load(),this.dispatchEvent(new CustomEvent(`done`,{detail:e.id}));let i=u(`merge.done`,{name:n,into:e.name});M(this.app,i,[r],()=>void this.app.people.load())})}};C([T({attribute:!1})],V.prototype,`app`,void 0),C([T({attribute:!1})],V.prototype,`person`,void 0),C([T({type:Boolean})],V.prototype,`open`,void 0),C([n()],V.prototype,`into`,void 0),V=C([f(`wf-merge-dialog`)],V);var H=class extends i{constructor(...e){super(...e),this.person=``,this.isBusy=!1,this.choice=null,this.waiting=[],this.dismissed=()=>{this.forget(),this.goOn()},this.forget=()=>{this.choice!==null&&URL.revokeObjectURL(this.choice.url),this.choice=null}}static{this.styles=[x,_,v`
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
    `]}disconnectedCallback(){this.waiting=[],this.forget(),super.disconnectedCallback()}render(){return y`
      <button ?disabled=${this.isBusy} @click=${()=>this.input.click()}>
        ${m(ie)}${u(this.isBusy?`upload.busy`:`upload.add`)}
      </button>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label=${u(`upload.add`)}
        @change=${()=>void this.chosen()}
      />
      <wf-dialog heading=${u(`upload.which`)} ?open=${this.choice!==null} @closed=${this.dismissed}>
        ${this.choice===null?r:this.renderChoice(this.choice)}
      </wf-dialog>
    `}renderChoice({url:e,places:t,width:n,height:r,file:i}){let a=(e,t)=>`${100*e/t}%`;return y`<p>${u(`upload.which_text`)}</p>
      <div class="image">
        <img alt=${i.name} src=${e} />
        ${t.map(e=>y`<button
              class="face"
              aria-label=${u(`upload.face`,{number:e.index+1})}
              style="left:${a(e.x,n)};top:${a(e.y,r)};width:${a(e.width,n)};height:${a(e.height,r)}"
              @click=${()=>void this.pick(i,e.index)}
            >
              ${e.index+1}
            </button>`)}
      </div>`}async chosen(){this.waiting.push(...this.input.files??[]),this.input.value=``,await this.goOn()}async pick(e,t){this.forget(),this.isBusy=!0,await this.send(e,t),this.isBusy=!1,await this.goOn()}async goOn(){if(!this.isBusy){this.isBusy=!0;for(let e=this.next();e!==void 0;e=this.next())await this.send(e,null);this.isBusy=!1}}next(){return this.choice===null?this.waiting.shift():void 0}async send(e,t){try{let n={params:{person_id:this.person},query:{index:t},body:e};this.added(await this.app.api.call(`POST /api/people/{person_id}/faces`,n))}catch(t){let n=t instanceof h&&t.code===`several_faces`?t.problem.places:[];if(n.length>0){await this.app.toasts.attempt(()=>this.ask(e,n));return}this.app.toasts.failed(t),t instanceof h||(this.waiting=[])}}added({trained:e,refused:t,edit_id:n}){let r=e?u(`upload.added`):u(`upload.label_only`,{reason:t??``}),i=()=>this.dispatchEvent(new CustomEvent(`added`));i(),M(this.app,r,[n],i)}async ask(e,t){let n=await createImageBitmap(e),{width:r,height:i}=n;n.close(),this.isConnected&&(this.choice={file:e,places:t,width:r,height:i,url:URL.createObjectURL(e)})}};C([T({attribute:!1})],H.prototype,`app`,void 0),C([T()],H.prototype,`person`,void 0),C([n()],H.prototype,`isBusy`,void 0),C([n()],H.prototype,`choice`,void 0),C([d(`input`)],H.prototype,`input`,void 0),H=C([f(`wf-face-upload`)],H);var U=class extends i{constructor(...e){super(...e),this.faces=[],this.open=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();if(t===``)return;let n=await a(this.app.people,t),r={face_ids:[...this.faces],...n===void 0?{name:t}:{to_id:n.id}},i={person_id:this.person.id},o=()=>{this.dispatchEvent(new CustomEvent(`done`)),this.app.people.load()};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`POST /api/people/{person_id}/split`,{params:i,body:r});this.field.value=``,o(),M(this.app,u(`split.done`,{name:t}),[e],o)})}}static{this.styles=[x,_,p,v`
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
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id);return y`<wf-dialog
      heading=${u(`split.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <p>${u(`split.text`,{count:this.faces.length,name:this.person.name})}</p>
      <div class="pictures">
        ${this.faces.map(e=>y`<img alt="" src=${We(this.app,this.person.id,e)} />`)}
      </div>
      <form @submit=${this.submitted}>
        <label>${u(`split.who`)}<input required maxlength="100" list="others" autocomplete="off" dir="auto" /></label>
        <datalist id="others">${e.map(({name:e})=>y`<option value=${e}></option>`)}</datalist>
      </form>
      <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>${u(`split.do`)}</button>
    </wf-dialog>`}};C([T({attribute:!1})],U.prototype,`app`,void 0),C([T({attribute:!1})],U.prototype,`person`,void 0),C([T({attribute:!1})],U.prototype,`faces`,void 0),C([T({type:Boolean})],U.prototype,`open`,void 0),C([d(`input`)],U.prototype,`field`,void 0),U=C([f(`wf-split-dialog`)],U);var W=class extends i{static{this.styles=[x,_,Fe,Le,Re,v`
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
    `]}constructor(){super(),this.chosen=new Set,this.isSplitting=!1,this.faces=new O(e=>te(t=>{let n={person_id:this.person.id};return this.app.api.call(`GET /api/people/{person_id}/faces`,{params:n,query:{cursor:t},signal:e})},e=>e.faces)),this.split=()=>{this.isSplitting=!1,this.changed()},this.changed=()=>{this.faces.load(),this.dispatchEvent(new CustomEvent(`changed`))},new E(this,()=>[this.faces,this.app.me])}connectedCallback(){super.connectedCallback(),this.faces.load()}willUpdate(){let e=new Set(this.faces.get().value?.map(({id:e})=>e)),t=[...this.chosen].filter(t=>e.has(t));t.length<this.chosen.size&&(this.chosen=new Set(t))}render(){let e=w(this.app.me.get(),`edit`);return y`
      <header>
        <h2>${u(`person.faces`)}</h2>
        ${e?y`<wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`:r}
      </header>
      ${j(this.faces.get(),this.faces.load,t=>t.length===0?y`<p>${u(`person.no_faces`)}</p>`:y`${this.chosen.size>0?this.renderBulk(t):r}
              <ul class="tiles">
                ${b(t,({id:e})=>e,(t,n)=>y`<li>${this.renderFace(t,n+1,e)}</li>`)}
              </ul>`)}
      <wf-split-dialog
        .app=${this.app}
        .person=${this.person}
        .faces=${[...this.chosen]}
        ?open=${this.isSplitting}
        @closed=${()=>this.isSplitting=!1}
        @done=${this.split}
      ></wf-split-dialog>
    `}renderBulk(e){let t=[...this.chosen];return y`<div class="bulk" role="group" aria-label=${u(`person.chosen_label`)}>
      <span role="status">${u(`person.chosen`,{count:t.length})}</span>
      <button class="plain" @click=${()=>{this.chosen=new Set(t.length<e.length?e.map(({id:e})=>e):[])}}>
        ${u(t.length<e.length?`person.choose_all`:`person.choose_none`)}
      </button>
      <button @click=${()=>this.isSplitting=!0}>${m(ge)}${u(`split.order`)}</button>
      <button @click=${()=>void this.takeAway(t,!0)}>
        ${m(de)}${u(`person.not_them`,{name:this.person.name})}
      </button>
      <button @click=${()=>void this.takeAway(t,!1)}>${m(D)}${u(`person.remove_faces`)}</button>
    </div>`}renderFace(e,t,n){let{name:i}=this.person,a=u(`person.face`,{number:t,name:i}),o=u(`person.not_them`,{name:i});return y`
      <img alt=${a} loading="lazy" src=${We(this.app,e.person_id,e.id)} />
      <div class="about">
        <span title=${_e(e.created_ms)}>${u(`person.quality`,{share:S(e.quality)})}</span>
        ${n?y`${this.renderAction(de,o,a,()=>this.takeAway([e.id],!0))}
              ${this.renderAction(D,u(`person.remove_face`),a,()=>this.takeAway([e.id],!1))}`:r}
      </div>
      ${e.trained?r:y`<p class="why">${u(`person.untrained`,{reason:e.refused??``})}</p>`}
      ${n?y`<label class="tick">
              <input
                type="checkbox"
                aria-label=${u(`person.choose`,{what:a})}
                .checked=${this.chosen.has(e.id)}
                @change=${()=>this.toggle(e.id)}
              />
            </label>`:r}
    `}renderAction(e,t,n,r){return y`<button class="plain round" title=${t} aria-label=${`${t}: ${n}`} @click=${r}>
      ${m(e)}
    </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async takeAway(e,t){let{id:n,name:r}=this.person;await this.app.toasts.attempt(async()=>{let i={params:{person_id:n},body:{face_ids:[...e],not_them:t}},{edit_id:a}=await this.app.api.call(`POST /api/people/{person_id}/faces/remove`,i);this.changed();let o=e.length,s=t?u(`person.faces_rejected`,{count:o,name:r}):u(`person.faces_removed`,{count:o});M(this.app,s,[a],this.changed)})}};C([T({attribute:!1})],W.prototype,`app`,void 0),C([T({attribute:!1})],W.prototype,`person`,void 0),C([n()],W.prototype,`chosen`,void 0),C([n()],W.prototype,`isSplitting`,void 0),W=C([f(`wf-person-faces`)],W);function G(e,t){return e.api.url(`GET /api/visits/{visit_id}/image.jpg`,{params:{visit_id:t}})}var Qe=24,$e=2e3,K=class extends i{static{this.styles=[x,_,v`
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
    `]}constructor(){super(),this.moment=null,this.expired=new Set,this.visits=new l(`visits`,(e,t)=>{let n={person:this.person.id,limit:Qe,cursor:e};return this.app.api.call(`GET /api/visits`,t===void 0?{query:n}:{query:n,signal:t})}),this.more=async()=>{await this.app.toasts.attempt(()=>this.visits.more())},this.changed=()=>{this.visits.load(),this.dispatchEvent(new CustomEvent(`changed`))},new E(this,()=>[this.visits,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.visits.load()}render(){return y`<h2>${u(`person.visits`)}</h2>
      ${this.moment===null?r:y`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${j(this.visits.get(),this.visits.load,({visits:e,cursor:t})=>e.length===0?y`<p>${u(`person.no_visits`)}</p>`:y`<ul>
                ${b(e,({id:e})=>e,e=>y`<li>${this.renderVisit(e)}</li>`)}
              </ul>
              ${t===null?r:y`<button @click=${this.more}>${u(`person.more_visits`)}</button>`}`)}`}renderVisit(e){let t=this.app.cameras.find(e.camera_id)?.name??u(`search.gone`),n=g(e.start_ms),r=u(`person.play_visit`,{when:n,camera:t}),i=u(`person.not_them`,{name:this.person.name});return y`
      ${this.expired.has(e.id)?y`<span class="none"></span>`:y`<img
              alt=""
              loading="lazy"
              src=${G(this.app,e.id)}
              @error=${()=>this.expired=new Set([...this.expired,e.id])}
            />`}
      <span>
        ${n}
        <span class="about">
          ${t} ·
          ${e.end_ms===null?u(`person.still_there`):Ce(e.end_ms-e.start_ms)}${e.decided?` · ${u(`person.decided`)}`:``}
        </span>
      </span>
      <button class="plain round" aria-label=${r} title=${r} @click=${()=>this.play(e)}>
        ${m(ce)}
      </button>
      ${w(this.app.me.get(),`edit`)?y`<button
              class="plain round"
              aria-label=${`${i}: ${n}`}
              title=${i}
              @click=${()=>void this.reject(e)}
            >
              ${m(de)}
            </button>`:y`<span></span>`}
    `}play({camera_id:e,start_ms:t}){this.moment={camera_id:e,at_ms:t-$e}}async reject({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={action:`reject`,visit_ids:[e],person_id:this.person.id},{labels:r}=await t.call(`POST /api/visits/label`,{body:n}),i=r.map(({edit_id:e})=>e);M(this.app,u(`review.rejected`,{name:this.person.name}),i,this.changed),this.changed()})}};C([T({attribute:!1})],K.prototype,`app`,void 0),C([T({attribute:!1})],K.prototype,`person`,void 0),C([n()],K.prototype,`moment`,void 0),C([n()],K.prototype,`expired`,void 0),K=C([f(`wf-person-visits`)],K);var et=50;function tt(e,t){return e.reduce((e,{id:n,start_ms:r,end_ms:i})=>e+(t.has(n)?i-r:0),0)/1e3}var q=class extends i{static{this.styles=[x,_,v`
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
    `]}constructor(){super(),this.open=!1,this.chosen=new Set,this.moment=null,this.isBusy=!1,this.lines=new O(async e=>{let t={speakers:[this.person.id],limit:et};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))},new E(this,()=>[this.lines])}willUpdate(e){e.has(`open`)&&this.open&&(this.chosen=new Set,this.lines.load())}render(){let e=tt(this.lines.get().value??[],this.chosen);return y`<wf-dialog heading=${u(`voice_lines.order`)} ?open=${this.open} @closed=${this.closed}>
      ${this.open?this.renderLines(e):r}
      <button
        slot="actions"
        class="primary"
        ?disabled=${e<10||this.isBusy}
        @click=${()=>void this.learn()}
      >
        ${u(this.isBusy?`voice_lines.busy`:`voice_lines.learn`)}
      </button>
    </wf-dialog>`}renderLines(e){return y`<p>${u(`voice_lines.text`,{name:this.person.name,least:10})}</p>
      ${this.moment===null?r:y`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${j(this.lines.get(),this.lines.load,t=>t.length===0?y`<p>${u(`voice_lines.none`,{name:this.person.name})}</p>`:y`<ol>
                ${t.map(e=>y`<li>${this.renderLine(e)}</li>`)}
              </ol>
              <p role="status">${u(`voice_lines.chosen`,{seconds:Math.floor(e),least:10})}</p>`)}`}renderLine(e){return y`<label>
        <input type="checkbox" .checked=${this.chosen.has(e.id)} @change=${()=>this.toggle(e.id)} />
        <span>
          <span class="about">${g(e.start_ms)}</span>
          <span class="text" dir="auto">${e.text}</span>
        </span>
      </label>
      <button
        class="plain round"
        aria-label=${u(`speakers.play_line`,{text:e.text})}
        @click=${()=>this.moment={camera_id:e.camera_id,at_ms:e.start_ms}}
      >
        ${m(ce)}
      </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async learn(){this.isBusy=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t={line_ids:[...this.chosen]},{edit_id:n}=await this.app.api.call(`POST /api/people/{person_id}/voices/lines`,{params:e,body:t});this.moment=null;let r=()=>this.dispatchEvent(new CustomEvent(`learnt`));r(),M(this.app,u(`voice_lines.learnt`,{name:this.person.name}),[n],r)}),this.isBusy=!1}};C([T({attribute:!1})],q.prototype,`app`,void 0),C([T({attribute:!1})],q.prototype,`person`,void 0),C([T({type:Boolean})],q.prototype,`open`,void 0),C([n()],q.prototype,`chosen`,void 0),C([n()],q.prototype,`moment`,void 0),C([n()],q.prototype,`isBusy`,void 0),q=C([f(`wf-voice-lines`)],q);var J=class extends i{static{this.styles=[x,_,Fe,Ie]}constructor(){super(),this.isLearning=!1,this.voices=new O(async e=>{let t={person_id:this.person.id};return(await this.app.api.call(`GET /api/people/{person_id}/voices`,{params:t,signal:e})).voices}),this.changed=()=>{this.isLearning=!1,this.voices.load(),this.dispatchEvent(new CustomEvent(`changed`))},new E(this,()=>[this.voices,this.app.me])}connectedCallback(){super.connectedCallback(),this.voices.load()}render(){let e=w(this.app.me.get(),`edit`);return y`
      <header>
        <h2>${u(`person.voices`)}</h2>
        ${e?y`<button @click=${()=>this.isLearning=!0}>
                ${m(s)}${u(`voice_lines.order`)}
              </button>`:r}
      </header>
      <audio></audio>
      ${j(this.voices.get(),this.voices.load,t=>t.length===0?y`<p>${u(`person.no_voices`)}</p>`:y`<ul class="rows">
              ${b(t,({id:e})=>e,(t,n)=>y`<li>${this.renderVoice(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-voice-lines
        .app=${this.app}
        .person=${this.person}
        ?open=${this.isLearning}
        @closed=${()=>this.isLearning=!1}
        @learnt=${this.changed}
      ></wf-voice-lines>
    `}renderVoice(e,t,n){let i=u(`person.voice`,{number:t,name:this.person.name}),a=Math.round(e.seconds);return y`
      <button class="plain round" aria-label=${u(`person.play`,{what:i})} @click=${()=>void this.play(e)}>
        ${m(ce)}
      </button>
      <span class="what">
        ${u(`person.voice_about`,{seconds:a,share:S(e.quality),when:_e(e.created_ms)})}
      </span>
      ${n?y`<button
              class="plain round"
              aria-label=${`${u(`person.remove_voice`)}: ${i}`}
              @click=${()=>void this.removeVoice(e)}
            >
              ${m(D)}
            </button>`:r}
    `}async play({id:e,person_id:t}){let n={person_id:t,voice_id:e};this.audio.src=this.app.api.url(`GET /api/people/{person_id}/voices/{voice_id}/sound.wav`,{params:n}),await this.app.toasts.attempt(()=>this.audio.play())}async removeVoice({id:e,person_id:t}){let n={person_id:t,voice_id:e};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`DELETE /api/people/{person_id}/voices/{voice_id}`,{params:n});this.changed(),M(this.app,u(`person.voice_removed`),[e],this.changed)})}};C([T({attribute:!1})],J.prototype,`app`,void 0),C([T({attribute:!1})],J.prototype,`person`,void 0),C([n()],J.prototype,`isLearning`,void 0),C([d(`audio`)],J.prototype,`audio`,void 0),J=C([f(`wf-person-voices`)],J);var nt=[`name`,`aliases`],rt=6e4,it=[`household`,`guest`,`service`,`unwanted`],Y=class extends i{static{this.styles=[x,_,De,v`
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
    `]}constructor(){super(),this.shown=``,this.told=null,this.isSaving=!1,this.leaveGuard=()=>void 0,this.isExporting=!1,this.close=()=>{this.shown=``},this.leave=async()=>{this.leaveGuard(),await this.app.people.load(),this.app.router.go(`people`)},this.refresh=()=>{this.app.people.load(),this.journal.edits.load()},this.saved=async e=>{if(e.preventDefault(),!this.isSaving){this.isSaving=!0,this.told=null;try{let e={person_id:this.person.id},t={name:this.field(`name`).value,aliases:this.field(`aliases`).value},{edit_id:n,name:r,aliases:i}=await this.app.api.call(`PATCH /api/people/{person_id}`,{params:e,body:this.given()});this.put(`name`,t.name,r),this.put(`aliases`,t.aliases,i.join(`, `)),this.refresh(),M(this.app,u(`person.saved`),[n],this.refresh)}catch(e){this.told=k(e)}finally{this.isSaving=!1}await Ae(this)}},new E(this,()=>[this.app.me,this.app.cameras])}connectedCallback(){super.connectedCallback();let e=({params:e})=>e.person===this.person.id;this.leaveGuard=this.app.router.guard({isThere:()=>this.isChanged(),outlives:e})}disconnectedCallback(){this.leaveGuard(),super.disconnectedCallback()}render(){let{person:e}=this,t=this.app.me.get(),n=this.app.cameras.find(e.last_camera_id??``)?.name;return y`
      <header>
        <a class="button plain round" href="people" aria-label=${u(`people.all`)} title=${u(`people.all`)}>
          ${m(se)}
        </a>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <div>
          <h1><bdi>${e.name}</bdi></h1>
          <p>
            ${e.last_seen_ms===null?u(`people.never_seen`):u(`person.last_seen`,{when:g(e.last_seen_ms),where:n??u(`search.gone`)})}
          </p>
        </div>
      </header>
      ${w(t,`edit`)?this.renderForm(e):r}
      <wf-person-faces .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-faces>
      <wf-person-visits .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-visits>
      <wf-person-voices .app=${this.app} .person=${e} @changed=${this.refresh}></wf-person-voices>
      <wf-edit-journal .app=${this.app} person=${e.id} @undone=${this.refresh}></wf-edit-journal>
      <div class="actions">
        ${w(t,`edit`)?y`<button @click=${()=>this.shown=`merge`}>${m(xe)}${u(`merge.heading`)}</button>
                <button ?disabled=${this.isExporting} @click=${()=>void this.export()}>
                  ${m(ue)}${u(this.isExporting?`person.exporting`:`person.export`)}
                </button>`:r}
        ${w(t,`admin`)?y`<button @click=${()=>void this.delete()}>${m(D)}${u(`person.delete`)}</button>
                <button class="danger" @click=${()=>this.shown=`forget`}>
                  ${m(o)}${u(`forget.order`)}
                </button>`:r}
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
    `}renderForm(e){let t=nt.filter(e=>Me(this.told,e)),n=e=>t.includes(e)?`true`:r;return y`<form @submit=${this.saved} @input=${()=>this.told=null}>
      <label>
        ${u(`people.name`)}
        <input
          name="name"
          required
          autocomplete="off"
          dir="auto"
          aria-invalid=${n(`name`)}
          .value=${e.name}
        />
        ${ke(this.told,`name`)??r}
      </label>
      <label>
        ${u(`person.aliases`)}
        <input
          name="aliases"
          autocomplete="off"
          dir="auto"
          aria-invalid=${n(`aliases`)}
          .value=${e.aliases.join(`, `)}
        />
        ${ke(this.told,`aliases`)??r}
      </label>
      <label>
        ${u(`person.kind`)}
        <select name="kind">
          ${it.map(t=>y`<option value=${t} .selected=${t===e.kind}>${u(`person.kinds.${t}`)}</option>`)}
        </select>
      </label>
      <label>
        ${u(`person.entity`)}
        <input
          name="entity"
          autocomplete="off"
          dir="ltr"
          pattern="person\\.[a-z0-9_]{1,200}"
          placeholder="person.anna"
          .value=${e.ha_person_id??``}
        />
      </label>
      <button ?disabled=${this.isSaving}>${u(`person.save`)}</button>
      ${this.told===null||t.length>0?r:y`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}put(e,t,n){let r=this.field(e);r.value===t&&(r.value=n)}field(e){return this.form.elements.namedItem(e)}given(){let e=new FormData(this.form);return{name:ot(e,`name`).trim(),aliases:st(ot(e,`aliases`)),kind:it.find(t=>t===ot(e,`kind`))??`household`,ha_person_id:ot(e,`entity`).trim()||null}}isChanged(){if(!w(this.app.me.get(),`edit`))return!1;let{name:e,aliases:t,kind:n,ha_person_id:r}=this.person;return!je(this.given(),{name:e,aliases:t,kind:n,ha_person_id:r})}async export(){this.isExporting=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t=await this.app.api.call(`POST /api/people/{person_id}/archive`,{params:e}),n=URL.createObjectURL(await t.blob());Object.assign(document.createElement(`a`),{href:n,download:`${at(this.person.name)}.zip`}).click(),setTimeout(()=>URL.revokeObjectURL(n),rt),this.app.toasts.done(u(`person.exported`))}),this.isExporting=!1}async delete(){let{id:e,name:t}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:n}=await this.app.api.call(`DELETE /api/people/{person_id}`,{params:{person_id:e}});await this.leave(),M(this.app,u(`person.deleted`,{name:t}),[n],()=>void this.app.people.load())})}};C([T({attribute:!1})],Y.prototype,`app`,void 0),C([T({attribute:!1})],Y.prototype,`person`,void 0),C([n()],Y.prototype,`shown`,void 0),C([n()],Y.prototype,`told`,void 0),C([n()],Y.prototype,`isSaving`,void 0),C([n()],Y.prototype,`isExporting`,void 0),C([d(`form`)],Y.prototype,`form`,void 0),C([d(`wf-edit-journal`)],Y.prototype,`journal`,void 0),Y=C([f(`wf-person-view`)],Y);function at(e){return e.replace(/[\p{C}\\/:*?"<>|]+/gu,` `).trim().replace(/^\.+/,``).trim()||`person`}function ot(e,t){let n=e.get(t);return typeof n==`string`?n:``}function st(e){return[...new Set(e.split(`,`).map(e=>e.trim()).filter(Boolean))]}var ct=100,lt=[``,`refused`,`added`,`known`],ut=class extends i{static{this.styles=[x,_,p,Ie,v`
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
    `]}constructor(){super(),this.wanted=``,this.images=new l(`images`,(e,t)=>{let n={state:this.wanted===``?null:this.wanted,limit:ct,cursor:e};return this.app.api.call(`GET /api/people/folder`,t===void 0?{query:n}:{query:n,signal:t})}),this.leave=[],this.filtered=e=>{this.wanted=e.target.value,this.images.load()},this.more=async()=>{await this.app.toasts.attempt(()=>this.images.more())},new E(this,()=>[this.images,this.app.people,this.app.jobs,this.app.me])}connectedCallback(){super.connectedCallback();let e=()=>void this.images.load();this.leave=[this.app.events.on(`resync`,e),this.app.events.on(`job`,t=>{`kind`in t&&t.kind===`folder_scan`&&!le(t)&&e()})],e()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){let e=this.app.jobs.get().value?.find(({kind:e})=>e===`folder_scan`)??null;return y`<h2>${u(`folder.heading`)}</h2>
      <p>${u(`folder.text`)}</p>
      <header>
        <label>
          ${u(`folder.show`)}
          <select @change=${this.filtered}>
            ${lt.map(e=>y`<option value=${e}>${u(`folder.states.${e===``?`all`:e}`)}</option>`)}
          </select>
        </label>
        ${w(this.app.me.get(),`edit`)?y`<button ?disabled=${e!==null&&le(e)} @click=${()=>void this.scan()}>
                ${m(ae)}${u(`folder.scan`)}
              </button>`:r}
      </header>
      ${e===null?r:this.renderJob(e)}
      ${j(this.images.get(),this.images.load,({images:e,cursor:t})=>e.length===0?y`<p>${u(this.wanted===``?`folder.none`:`folder.none_such`)}</p>`:y`<ul class="rows">
                ${b(e,({id:e})=>e,e=>y`<li>${this.renderImage(e)}</li>`)}
              </ul>
              ${t===null?r:y`<button @click=${this.more}>${u(`person.more_visits`)}</button>`}`)}`}renderJob(e){if(le(e))return y`<p role="status">${u(`folder.working`,{share:S(e.progress)})}</p>`;if(e.state===`failed`&&e.problem!==null){let{code:t,message:n}=e.problem;return y`<wf-problem .told=${{code:t,message:n,field:null}}></wf-problem>`}if(e.scanned===null)return r;let{images:t,looked:n,added:i,refused:a,forgotten:o}=e.scanned;return y`<p role="status">
      ${u(`folder.done`,{when:g(e.ended_ms??e.created_ms),images:t,looked:n,added:i,refused:a})}
      ${o===0?r:u(`folder.forgotten`,{count:o})}
    </p>`}renderImage({path:e,state:t,reason:n,person_id:i,looked_ms:a}){let o=this.app.people.find(i??``)?.name;return y`<span class="what">
        <span class="path"><bdi>${e}</bdi></span
        ><br />
        <span class="about">
          ${u(`folder.states.${t}`)} · ${g(a)}
          ${n===null?r:y`<br /><span class="refused">${n}</span>`}
        </span>
      </span>
      ${o===void 0||i===null?r:y`<a class="button plain" href="people/${encodeURIComponent(i)}"><bdi>${o}</bdi></a>`}`}async scan(){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/scan`))}};C([T({attribute:!1})],ut.prototype,`app`,void 0),C([n()],ut.prototype,`wanted`,void 0),ut=C([f(`wf-photo-folder`)],ut);async function dt(e,t,n){let r=[],i=null,a=[...t];for(let t=0,o=a.shift();o!==void 0;o=a.shift()){let{action:s,person_id:c,visits:l}=o,ee=l.map(({id:e})=>e);try{let t={action:s,visit_ids:ee,...s===`assign`?{person_id:c}:{}};r.push(...(await e.call(`POST /api/visits/label`,{body:t})).labels)}catch(e){if(!(e instanceof h&&e.code===`not_found`&&e.problem.field===`visit_ids`))return{labels:r,error:e};if(l.length>1){a.unshift(...l.map(e=>({...o,visits:[e]})));continue}i=e}n(t+=l.length)}return{labels:r,error:i}}var ft=9;function pt(e,t){let n=e=>e.id===t?2**53-1:e.last_seen_ms??0;return e.toSorted((e,t)=>n(t)-n(e)).slice(0,ft)}function mt(e,t,n){let r=e.toLowerCase(),i=t.some(e=>e.person_id!==null);if(r===`y`&&i)return{action:`confirm`,person_id:null};if(r===`x`)return{action:i?`reject`:`unassign`,person_id:null};if(r===`n`)return{action:`unassign`,person_id:null};let a=/^[1-9]$/.test(e)?n[Number(e)-1]:void 0;return a===void 0?null:{action:`assign`,person_id:a.id}}function ht(e){let[t=null,...n]=new Set(e.map(({person_id:e})=>e));return n.length===0?t:null}function gt({action:e,person_id:t},n,r){let i=n.filter(e=>e.person_id!==null),a=n.filter(e=>e.person_id===null),o=(e,n)=>Array.from({length:Math.ceil(e.length/r)},(i,a)=>({action:n,person_id:t,visits:e.slice(a*r,(a+1)*r)}));return e===`confirm`?o(i,e):e===`reject`?[...o(i,e),...o(a,`unassign`)]:o(n,e)}function _t(e,t){return e.filter(({id:e})=>!t.has(e))}function vt(e,t){return[...t,..._t(e,new Set(t.map(({id:e})=>e)))]}function yt({verdict:e,decided:t,end_ms:n}){return e===`unsure`&&!t&&n!==null}function bt(e,t){let n=e.findIndex(({id:e})=>e===t.id);return yt(t)?n<0?[...e,t]:e.with(n,t):n<0?e:e.toSpliced(n,1)}function xt(e,t,n){let r=new Map(t.map(e=>[e.id,e])),i=e.flatMap(e=>r.get(e.id)??(e.start_ms<n?e:[])),a=new Set(e.map(({id:e})=>e));return[...i,...t.filter(({id:e})=>!a.has(e))]}function St(e,t,n){let r=e.findIndex(({id:e})=>e===n);return(e.slice(Math.max(0,r)).find(({id:e})=>!t.has(e))??e.find(({id:e})=>!t.has(e)))?.id??null}var Ct={ids:new Set,anchor:null};function wt({ids:e},t){let n=new Set(e);return n.delete(t)||n.add(t),{ids:n,anchor:t}}function Tt({ids:e,anchor:t},n,r){let i=e=>r.findIndex(t=>t.id===e),[a,o]=[i(n),t===null?-1:i(t)],[s,c]=o<0?[a,a]:[Math.min(o,a),Math.max(o,a)];return{ids:new Set([...e,...r.slice(s,c+1).map(e=>e.id)]),anchor:n}}function Et(e,t){let n=new Set(t.map(({id:e})=>e)),r=new Set([...e.ids].filter(e=>n.has(e)));return r.size===e.ids.size?e:{ids:r,anchor:e.anchor!==null&&n.has(e.anchor)?e.anchor:null}}var Dt=9,X=class extends i{static{this.styles=[x,_,p,v`
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
    `]}constructor(){super(),this.visits=[],this.several=!1,this.left=0,this.settled=null,this.progress=null,this.busy=!1,this.ranked={shown:``,ids:[]},this.named=e=>{e.preventDefault();let t=e.target,n=t.elements.namedItem(`who`).value.trim();n!==``&&(t.reset(),this.tell(`name`,n))},new E(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let[e]=this.visits;return e===void 0?r:y`<div class="card">
      ${this.several?this.renderPictures():this.renderPicture(e)}
      <div>
        <div role="status">${this.several?this.renderSeveral():this.renderVisit(e)}</div>
        ${this.renderChoices()}
      </div>
    </div>`}renderPicture({id:e,camera_id:t}){let n=this.app.cameras.find(t)?.name??u(`search.gone`);return y`<img alt=${u(`review.picture`,{camera:n})} src=${G(this.app,e)} />`}renderPictures(){return y`<div class="several">
      ${this.visits.slice(0,Dt).map(({id:e})=>y`<img alt="" src=${G(this.app,e)} />`)}
    </div>`}renderVisit(e){let t=this.app.cameras.find(e.camera_id)?.name??u(`search.gone`),n=y`<p class="about">
      <bdi>${t}</bdi> · ${g(e.start_ms)} · ${u(`review.alike`,{share:S(e.score)})} ·
      ${u(`review.left`,{count:this.left})}
    </p>`;if(this.settled!==null){let e=this.settled.name??u(`review.nobody`);return y`<h3>${u(`review.settled`,{name:e})}</h3>
        ${n}`}let r=e.name??u(`review.somebody`);return y`<h3>${e.person_id===null?u(`review.who`):u(`review.is_it`,{name:r})}</h3>
      ${n}`}renderSeveral(){let e=this.visits.filter(({person_id:e})=>e===null).length,t=e===this.visits.length?0:e;return y`<h3>${u(`review.chosen`,{count:this.visits.length})}</h3>
      <p class="about">
        ${this.progress===null?`${u(`review.left`,{count:this.left})}${t===0?``:` · ${u(`review.without`,{count:t})}`}`:y`${u(`review.progress`,{done:this.progress.done,all:this.progress.all})}<br />
                <progress
                  max=${this.progress.all}
                  .value=${this.progress.done}
                  aria-label=${u(`review.progress_label`)}
                ></progress>`}
      </p>`}renderChoices(){if(!w(this.app.me.get(),`edit`))return y`<p>${u(`errors.forbidden`)}</p>`;if(this.settled!==null&&!this.several)return y`<button class="primary" @click=${()=>this.tell(`later`)}>${u(`review.next`)}</button>`;let e=this.busy,t=e=>()=>this.tell(`decide`,{action:e,person_id:null}),n=this.visits.some(({person_id:e})=>e!==null);return y`
      <div class="choices">
        ${n?y`<button class="primary" ?disabled=${e} @click=${t(`confirm`)}>
                  ${m(me)}${u(this.several?`review.as_suggested`:`review.yes`)}<kbd>Y</kbd>
                </button>
                <button ?disabled=${e} @click=${t(`reject`)}>
                  ${m(ye)}${u(`review.no`)}<kbd>X</kbd>
                </button>`:r}
        <button ?disabled=${e} @click=${t(`unassign`)}>
          ${m(be)}${u(`review.nobody`)}<kbd>N</kbd>
        </button>
        ${this.several?y`<button class="plain" ?disabled=${e} @click=${()=>this.tell(`clear`)}>
                ${u(`review.clear`)}<kbd>Esc</kbd>
              </button>`:y`<button class="plain" @click=${()=>this.tell(`later`)}>${u(`review.skip`)}</button>`}
      </div>
      ${this.renderPeople(e)}
    `}renderPeople(e){let t=this.app.people.get().value??[],n=e=>()=>this.tell(`decide`,{action:`assign`,person_id:e});return y`<div class="choices" role="group" aria-label=${u(`review.others`)}>
        ${this.candidates().map(({id:t,name:r},i)=>y`<button ?disabled=${e} @click=${n(t)}><bdi>${r}</bdi><kbd>${i+1}</kbd></button>`)}
      </div>
      <form @submit=${this.named}>
        <label>
          ${u(`review.by_name`)}
          <input name="who" list="known" required maxlength="100" autocomplete="off" dir="auto" />
        </label>
        <datalist id="known">${t.map(({name:e})=>y`<option value=${e}></option>`)}</datalist>
        <button ?disabled=${e}>${u(`review.say`)}</button>
      </form>`}candidates(){let e=this.app.people.get().value??[],t=[...this.visits.map(({id:e})=>String(e)),...e.map(({id:e})=>e).toSorted()].join(` `);return t!==this.ranked.shown&&(this.ranked={shown:t,ids:pt(e,ht(this.visits)).map(({id:e})=>e)}),this.ranked.ids.flatMap(t=>e.find(e=>e.id===t)??[])}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};C([T({attribute:!1})],X.prototype,`app`,void 0),C([T({attribute:!1})],X.prototype,`visits`,void 0),C([T({type:Boolean})],X.prototype,`several`,void 0),C([T({type:Number})],X.prototype,`left`,void 0),C([T({attribute:!1})],X.prototype,`settled`,void 0),C([T({attribute:!1})],X.prototype,`progress`,void 0),C([T({type:Boolean})],X.prototype,`busy`,void 0),X=C([f(`wf-review-card`)],X);var Z=class extends i{static{this.styles=[x,_,Le,v`
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
    `]}constructor(){super(),this.visits=[],this.chosen=Ct,this.shown=null,this.hadFocus=!1,this.clicked=e=>{let t=e.target,n=Ot(t);n!==null&&(this.focusOn(n),e.shiftKey?this.choose(Tt(this.chosen,n,this.visits)):e.ctrlKey||e.metaKey||t.closest(`.tick`)?this.choose(wt(this.chosen,n)):this.show(n))},this.pressed=e=>{let t=Ot(e.target);if(!(t===null||e.altKey)){if(e.ctrlKey||e.metaKey){if(e.key.toLowerCase()!==`a`)return;this.choose({ids:new Set(this.visits.map(e=>e.id)),anchor:t})}else if(e.key===` `||e.key.toLowerCase()===`x`)this.choose(e.shiftKey?Tt(this.chosen,t,this.visits):wt(this.chosen,t));else if(!this.move(e,t))return;e.preventDefault(),e.stopPropagation()}},new E(this,()=>[this.app.cameras])}willUpdate(){this.hadFocus=this.focused()!==null}updated(){this.hadFocus&&this.focused()===null&&this.focusOn(this.shown)}render(){let e=this.chosen.ids.size===this.visits.length,t=new Set(e?[]:this.visits.map(({id:e})=>e));return y`<header>
        <h3 id="heading">${u(`review.all`)}</h3>
        <p>${u(`review.how`)}</p>
        <button class="plain" @click=${()=>this.choose({ids:t,anchor:null})}>
          ${u(e?`person.choose_none`:`person.choose_all`)}
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
        ${b(this.visits,({id:e})=>e,(e,t)=>this.renderVisit(e,this.shown===null?t===0:e.id===this.shown))}
      </ul>`}renderVisit({id:e,camera_id:t,start_ms:n,name:r},i){let a=this.chosen.ids.has(e),o=this.app.cameras.find(t)?.name??u(`search.gone`),s=r===null?u(`review.somebody`):u(`review.maybe`,{name:r});return y`<li
      role="option"
      data-id=${e}
      class=${`${a?`chosen`:``} ${e===this.shown?`shown`:``}`}
      tabindex=${i?0:-1}
      aria-selected=${a}
      aria-label=${`${s}, ${o}, ${g(n)}`}
    >
      <img alt="" loading="lazy" src=${G(this.app,e)} />
      <span class="tick">${m(a?ve:we)}</span>
      <span class="name" aria-hidden="true"><bdi>${s}</bdi></span>
    </li>`}move({key:e,shiftKey:t},n){let r=this.visits.findIndex(e=>e.id===n),i={ArrowLeft:-1,ArrowRight:1,ArrowUp:-this.columns(),ArrowDown:this.columns(),Home:-r,End:this.visits.length-1-r}[e];if(i===void 0)return!1;let a=this.visits[Math.max(0,Math.min(r+i,this.visits.length-1))];return a===void 0||(t&&this.choose(Tt(Tt(this.chosen,n,this.visits),a.id,this.visits)),this.show(a.id),this.focusOn(a.id)),!0}columns(){let[e,...t]=this.renderRoot.querySelectorAll(`li`),n=t.findIndex(t=>t.offsetTop>(e?.offsetTop??0));return n<0?t.length+1:n+1}focused(){return this.renderRoot.activeElement?.closest(`li`)??null}focusOn(e){this.renderRoot.querySelector(`li[data-id="${e}"]`)?.focus()}choose(e){this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}show(e){this.dispatchEvent(new CustomEvent(`show`,{detail:e}))}};C([T({attribute:!1})],Z.prototype,`app`,void 0),C([T({attribute:!1})],Z.prototype,`visits`,void 0),C([T({attribute:!1})],Z.prototype,`chosen`,void 0),C([T({attribute:!1})],Z.prototype,`shown`,void 0),Z=C([f(`wf-review-list`)],Z);function Ot(e){let t=e.closest(`li`);return t===null?null:Number(t.dataset.id)}var kt=500,At=class extends O{constructor(e){super(async t=>{let n={verdict:`unsure`,limit:kt},{visits:r,cursor:i}=await e.call(`GET /api/visits`,{query:n,signal:t});this.hasMore=i!==null;let a=this.hasMore?r.at(-1)?.start_ms??0:0;return xt(this.get().value??[],r.filter(yt),a)}),this.hasMore=!1}refill(){this.hasMore&&(this.get().value?.length??0)<kt/4&&this.load()}hear(e){this.change(t=>bt(t,e))}put(e){this.change(e)}},jt=50,Q=class extends i{static{this.styles=[x,v`
      .none {
        margin: 0.5rem 0 0;
        color: var(--wf-muted);
      }
    `]}constructor(){super(),this.below=!1,this.shown=null,this.chosen=Ct,this.progress=null,this.settled=null,this.deciding=new Set,this.isPlaced=!1,this.leave=[],this.clear=()=>{this.chosen=Ct},this.goOn=()=>{let e=this.queue.get().value??[],t=this.settled===null?e.find(({id:e})=>e===this.shown):void 0;if(t===void 0)this.settled=null;else{let n=new Set([t.id]);this.shown=St(e,n,t.id)??t.id,this.queue.put(e=>[..._t(e,n),t])}},this.pressed=e=>{if(!Mt(e)||(e.key===`Escape`&&this.clear(),!w(this.app.me.get(),`edit`)))return;let t=mt(e.key,this.looked(),this.card?.candidates()??[]);t!==null&&this.decide(t)},new E(this,()=>[this.queue,this.app.people,this.app.me])}connectedCallback(){this.queue=new At(this.app.api),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,()=>void this.queue.load()),this.app.events.on(`visit`,({visit:e})=>this.hear(e))],this.queue.load(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){for(let e of this.leave.splice(0))e();removeEventListener(`keydown`,this.pressed),super.disconnectedCallback()}willUpdate(){let e=this.queue.get().value;e!==null&&(this.isPlaced||=(this.below=e.length===0,!0),this.chosen=Et(this.chosen,e),this.settled===null&&!e.some(({id:e})=>e===this.shown)&&(this.shown=e[0]?.id??null))}render(){return y`<h2>${u(`review.heading`)}</h2>
      ${j(this.queue.get(),this.queue.load,e=>{let t=this.looked();if(t.length===0)return y`<p class="none" role="status">${u(`review.none`)}</p>`;let n=this.chosen.ids.size>0;return y`<wf-review-card
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
          ${e.length>1||n?y`<wf-review-list
                  .app=${this.app}
                  .visits=${e}
                  .chosen=${this.chosen}
                  .shown=${this.shown}
                  @choose=${e=>this.chosen=e.detail}
                  @show=${e=>this.show(e.detail)}
                ></wf-review-list>`:r}`})}`}looked(){let e=this.queue.get().value??[];return this.chosen.ids.size>0?e.filter(({id:e})=>this.chosen.ids.has(e)):this.settled===null?e.filter(({id:e})=>e===this.shown):[this.settled.was]}isBusy(e){return e.some(({id:e})=>this.deciding.has(e))}show(e){this.settled=null,this.shown=e}hear(e){this.deciding.has(e.id)||(yt(e)?this.settled?.is.id===e.id&&this.takeBack([e]):this.keepInSight(e),this.queue.hear(e),this.queue.refill())}keepInSight(e){let t=this.queue.get().value??[],n=t.find(({id:t})=>t===e.id);n===void 0||this.chosen.ids.size>0||e.id!==this.shown||(this.shown=St(t,new Set([e.id]),e.id),this.settled??={was:n,is:e})}takeBack(e){this.settled=null,this.shown=e[0]?.id??this.shown,this.queue.put(t=>vt(t,e))}async decide(e,t=this.looked()){let n=gt(e,t,jt),r=n.reduce((e,t)=>e+t.visits.length,0);await this.say(t,r,n=>this.told(e,t,n),()=>dt(this.app.api,n,e=>{r>1&&(this.progress={done:e,all:r})}))}async name(e){let t=this.looked(),n=await a(this.app.people,e);if(n!==void 0)return this.decide({action:`assign`,person_id:n.id},t);let r={name:e,visit_ids:t.map(({id:e})=>e)};await this.say(t,t.length,t=>u(`review.assigned`,{count:t,name:e}),async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:r});return{labels:e,error:null}})}async say(e,t,n,r){if(t===0||this.isBusy(e)||this.settled!==null&&this.chosen.ids.size===0)return;let i=new Set(e.map(({id:e})=>e));this.deciding=new Set([...this.deciding,...i]),t>1&&(this.progress={done:0,all:t});let{labels:a,error:o}=await r().catch(e=>({labels:[],error:e})),s=new Set(a.flatMap(({visit_id:e})=>e??[]));this.deciding=new Set([...this.deciding].filter(e=>!i.has(e))),t>1&&(this.progress=null),this.shown=St(this.queue.get().value??[],s,this.shown),this.queue.put(e=>_t(e,s)),a.length===0?this.app.toasts.failed(o):this.tell(a,e.filter(({id:e})=>s.has(e)),t,n(a.length),o),o!==null&&this.queue.load(),this.queue.refill()}tell(e,t,n,r,i){let a=e.length===1?e[0]?.reason??null:null,o=[r,a===null?``:u(`review.label_only`,{reason:a}),i===null?``:u(`review.partly`,{count:n-e.length,why:ne(i)})],s=e.map(({edit_id:e})=>e);M(this.app,o.filter(Boolean).join(` `),s,()=>this.takeBack(t))}told(e,t,n){let{action:r,person_id:i}=e,a=this.app.people.find(i??``)?.name??t[0]?.name??``;return t.length===1?this.toldOne(r,a):r===`unassign`?u(`review.unassigned_all`,{count:n}):r===`reject`?u(`review.rejected_all`,{count:n}):r===`confirm`?u(`review.confirmed_all`,{count:n}):u(`review.assigned`,{count:n,name:a})}toldOne(e,t){return e===`unassign`?u(`review.unassigned`):u(e===`reject`?`review.rejected`:`review.confirmed`,{name:t})}};C([T({attribute:!1})],Q.prototype,`app`,void 0),C([T({type:Boolean,reflect:!0})],Q.prototype,`below`,void 0),C([n()],Q.prototype,`shown`,void 0),C([n()],Q.prototype,`chosen`,void 0),C([n()],Q.prototype,`progress`,void 0),C([n()],Q.prototype,`settled`,void 0),C([d(`wf-review-card`)],Q.prototype,`card`,void 0),C([n()],Q.prototype,`deciding`,void 0),Q=C([f(`wf-review-queue`)],Q);function Mt(e){return!(Ne(e)||e.ctrlKey||e.metaKey||e.altKey||e.repeat)}var Nt=12,$=class extends i{static{this.styles=[x,_,p,v`
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
    `]}constructor(){super(),this.left=new Set,this.leave=[],this.refresh=()=>{this.left.size>0||[...this.names].some(({value:e})=>e!==``)||this.groups.load()},new E(this,()=>[this.groups,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.groups=new O(e=>te(t=>this.app.api.call(`GET /api/faces/groups`,{query:{cursor:t},signal:e}),e=>e.groups)),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,this.refresh),this.app.events.on(`visit`,({phase:e})=>{e===`ended`&&this.refresh()})],this.groups.load()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){return y`
      <h2>${u(`groups.heading`)}</h2>
      <p>${u(`groups.text`)}</p>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>y`<option value=${e}></option>`)}
      </datalist>
      ${j(this.groups.get(),this.groups.load,e=>e.length===0?y`<wf-notice .icon=${be} heading=${u(`groups.none`)} text=${u(`groups.none_text`)}>
            </wf-notice>`:y`<ul>
              ${b(e,({visit_ids:e})=>Math.min(...e),e=>y`<li class="group">${this.renderGroup(e)}</li>`)}
            </ul>`)}
    `}renderGroup(e){let t=e.camera_ids.map(e=>this.app.cameras.find(e)?.name??e).join(`, `),n=[e.cover_visit_id,...e.visit_ids.filter(t=>t!==e.cover_visit_id)].slice(0,Nt);return y`
      <div class="pictures" role="group" aria-label=${u(`groups.pictures`)}>
        ${n.map((e,t)=>y`<button
              aria-pressed=${!this.left.has(e)}
              aria-label=${u(`groups.picture`,{number:t+1})}
              title=${u(`groups.toggle`)}
              @click=${()=>this.toggle(e)}
            >
              <img alt="" loading="lazy" src=${G(this.app,e)} />
            </button>`)}
      </div>
      <p>
        ${u(`groups.count`,{count:e.count})} · ${t} ·
        ${u(`groups.seen`,{first:g(e.first_seen_ms),last:g(e.last_seen_ms)})}
      </p>
      ${w(this.app.me.get(),`edit`)?y`<form @submit=${t=>void this.name(t,e)}>
              <label>
                ${u(`groups.who`)}
                <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
              </label>
              <button class="primary">${u(`groups.name`)}</button>
              ${e.visit_ids.some(e=>this.left.has(e))?y`<label class="others"> <input type="checkbox" name="others" />${u(`groups.others`)} </label>`:``}
            </form>`:y``}
    `}toggle(e){let t=new Set(this.left);t.delete(e)||t.add(e),this.left=t}async name(e,t){e.preventDefault();let n=e.target.elements,r=n.namedItem(`who`),i=n.namedItem(`others`),o=r.value.trim();if(o===``)return;let s=await a(this.app.people,o),c=i?.checked===!0?t.visit_ids.filter(e=>this.left.has(e)):[],l={visit_ids:t.visit_ids.filter(e=>!this.left.has(e)),rejected_visit_ids:c,...s===void 0?{name:o}:{person_id:s.id}};await this.app.toasts.attempt(async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:l}),t=e.filter(({trained:e})=>e).length,n=u(`groups.named`,{name:o,count:e.length,learnt:t});M(this.app,n,e.map(({edit_id:e})=>e),()=>void this.groups.load()),await Promise.all([this.groups.load(),this.app.people.load()])})}};C([T({attribute:!1})],$.prototype,`app`,void 0),C([Ee(`input`)],$.prototype,`names`,void 0),C([n()],$.prototype,`left`,void 0),$=C([f(`wf-unknown-groups`)],$);var Pt=[``,`review`,`check`,`folder`,`changes`],Ft=class extends Se{static{this.styles=[...Se.styles,v`
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
    `]}constructor(){super(),new E(this,()=>[this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}render(){let e=this.place.params.person??``,t=Pt.find(t=>t===e);return t===void 0?this.renderPerson(e):y`
      <h1>${u(`nav.people`)}</h1>
      <nav aria-label=${u(`people.parts_label`)}>
        ${Pt.map(e=>y`<a
              class="button"
              href=${e===``?`people`:`people/${e}`}
              aria-current=${e===t?`page`:r}
              >${u(`people.parts.${e===``?`all`:e}`)}</a
            >`)}
      </nav>
      ${this.renderPart(t)}
    `}renderPart(e){switch(e){case``:return y`<wf-people-grid .app=${this.app}></wf-people-grid>`;case`review`:return y`<div class="review">
          <wf-review-queue .app=${this.app}></wf-review-queue>
          <wf-unknown-groups .app=${this.app}></wf-unknown-groups>
        </div>`;case`check`:return y`<wf-library-check .app=${this.app}></wf-library-check>`;case`folder`:return y`<wf-photo-folder .app=${this.app}></wf-photo-folder>`;case`changes`:return y`<wf-edit-journal .app=${this.app}></wf-edit-journal>`}}renderPerson(e){let{value:t}=this.app.people.get();if(t===null)return y`<h1>${u(`nav.people`)}</h1>
        ${j(this.app.people.get(),this.app.people.load,()=>y``)}`;let n=t.find(t=>t.id===e);return n===void 0?y`<h1 class="hidden-text">${u(`person.gone`)}</h1>
        <wf-notice .icon=${o} heading=${u(`person.gone`)} text=${u(`person.gone_text`)}>
          <a class="button primary" href="people">${u(`people.all`)}</a>
        </wf-notice>`:y`${Pe(e,y`<wf-person-view .app=${this.app} .person=${n}></wf-person-view>`)}`}};Ft=C([f(`wf-people-page`)],Ft);export{Ft as PeoplePage};