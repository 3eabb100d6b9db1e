import{$ as e,B as t,C as n,D as r,Dt as i,F as a,H as o,J as s,Kt as c,M as l,N as u,O as ee,Ot as te,R as ne,S as d,T as f,U as re,V as ie,Y as ae,a as p,at as oe,b as m,c as se,d as h,et as ce,f as g,g as le,h as ue,ht as _,i as v,it as de,k as y,lt as fe,mn as pe,n as b,p as me,pn as x,r as S,s as he,t as ge,u as C,v as w,w as T,x as E,y as _e,z as ve,zt as ye}from"./shell-DNh2VyGI.js";import{i as D,t as O}from"./common-BJ9ivKQ5.js";import{n as k,t as A}from"./undo-o-N7xzo7.js";var be=ue(class extends le{constructor(){super(...arguments),this.key=f}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(me(e),this.key=t),n}}),j=class extends T{static{this.styles=[p,S,y`
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
    `]}constructor(){super(),this.person=``,this.edits=new a(async e=>{let t={limit:30,person:this.person===``?null:this.person};return(await this.app.api.call(`GET /api/edits`,{query:t,signal:e})).edits}),new x(this,()=>[this.edits,this.app.people,this.app.me])}connectedCallback(){super.connectedCallback(),this.edits.load()}render(){return r`<h2>${l(`journal.heading`)}</h2>
      ${O(this.edits.get(),this.edits.load,e=>e.length===0?r`<p>${l(`journal.none`)}</p>`:r`<ol>
              ${e.map(e=>r`<li>${this.renderEdit(e)}</li>`)}
            </ol>`)}`}renderEdit(e){let t=e.person_ids.map(e=>this.app.people.find(e)?.name??l(`journal.gone`)),n=`${C(e.created_ms)}${t.length===0?``:` · ${t.join(`, `)}`}`;return r`
      <span class="what">
        ${l(`journal.kind.${e.kind}`)}${e.state===`undone`?` (${l(`journal.undone`)})`:``}
        <span class="about"><br />${n}</span>
      </span>
      ${e.can_undo&&D(this.app.me.get(),`edit`)?r`<button class="plain" @click=${()=>void this.undo(e)}>${l(`toast.undo`)}</button>`:f}
    `}async undo({id:e}){await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/edits/{edit_id}/undo`,{params:{edit_id:e}})),await Promise.all([this.edits.load(),this.app.people.load()]),this.dispatchEvent(new CustomEvent(`undone`))}};b([d({attribute:!1})],j.prototype,`app`,void 0),b([d()],j.prototype,`person`,void 0),j=b([n(`wf-edit-journal`)],j);function xe(e,t,n){let r=Math.max(0,...e);if(r===0)return{path:``,peak:null};let i=t/e.length;return{path:`M0 ${n}${e.map((e,t)=>{let a=n-e/r*n;return`L${M(t*i)} ${M(a)}L${M((t+1)*i)} ${M(a)}`}).join(``)}L${M(t)} ${n}Z`,peak:(e.indexOf(r)+.5)/e.length}}function M(e){return Math.round(e*10)/10}var N=600,P=180,F=class extends T{static{this.styles=[p,y`
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
    `]}render(){let{genuine:e,impostor:t,accept:n,suggested:i,reason:a,genuine_count:o,impostor_count:s}=this.value,c=xe(e,N,P),u=xe(t,N,P);return r`<figure>
      <svg viewBox="0 -16 ${N} ${216}" role="img" aria-labelledby="said">
        <path class="other" d=${u.path}></path>
        <path class="same" d=${c.path}></path>
        ${i===null||i===n?f:Se(i,`suggested`)} ${Se(n,`accept`)}
        <line x1="0" x2=${N} y1=${P} y2=${P}></line>
        ${[0,.25,.5,.75,1].map(e=>ee`<text x=${e*N} y=${196} text-anchor=${Ce(e)}>${h(e)}</text>`)}
      </svg>
      <div class="keys">
        <span class="key same">${l(`calibration.same`,{count:o})}</span>
        <span class="key other">${l(`calibration.different`,{count:s})}</span>
      </div>
      <figcaption id="said">${this.said(c.peak,u.peak)}</figcaption>
      <dl>
        <dt>${l(`calibration.accept`)}</dt>
        <dd>${h(n)}</dd>
        <dt>${l(`calibration.suggested`)}</dt>
        <dd>${i===null?a??l(`calibration.unknown`):h(i)}</dd>
        ${this.renderRate(`refused`,this.value.false_reject,this.value.false_reject_most)}
        ${this.renderRate(`wrong`,this.value.false_accept,this.value.false_accept_most)}
      </dl>
    </figure>`}said(e,t){return e===null||t===null?l(`calibration.too_few`):l(`calibration.said`,{same:h(e),other:h(t),accept:h(this.value.accept)})}renderRate(e,t,n){if(t===null)return r``;let i=n===null?h(t):l(`calibration.at_most`,{rate:h(t),most:h(n)});return r`<dt>${l(`calibration.${e}`)}</dt>
      <dd>${i}</dd>`}};b([d({attribute:!1})],F.prototype,`value`,void 0),F=b([n(`wf-calibration-plot`)],F);function Se(e,t){let n=e*N;return ee`<line class=${t} x1=${n} x2=${n} y1="-12" y2=${P}></line>`}function Ce(e){return e===0?`start`:e===1?`end`:`middle`}var I=class extends T{constructor(...e){super(...e),this.source=null,this.seen=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&this.look()})}static{this.styles=[p,y`
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
    `]}disconnectedCallback(){this.seen.disconnect(),super.disconnectedCallback()}updated(e){let t=e.get(`person`),n=t?.id===this.person.id&&t.face_count===this.person.face_count;e.has(`person`)&&!n&&(this.source=null,this.seen.disconnect(),this.person.face_count>0&&this.seen.observe(this))}render(){return this.source===null?r`${w(ne)}`:r`<img alt="" src=${this.source} @error=${()=>this.source=null} />`}async look(){this.seen.disconnect();let e={person_id:this.person.id};try{let{faces:t}=await this.app.api.call(`GET /api/people/{person_id}/faces`,{params:e}),n=we(t);n!==null&&(this.source=L(this.app,n.person_id,n.id))}catch{}}};b([d({attribute:!1})],I.prototype,`app`,void 0),b([d({attribute:!1})],I.prototype,`person`,void 0),b([E()],I.prototype,`source`,void 0),I=b([n(`wf-person-picture`)],I);function we(e){let t=({trained:e,quality:t})=>t+ +!!e;return e.toSorted((e,n)=>t(n)-t(e))[0]??null}function L(e,t,n){return e.api.url(`GET /api/people/{person_id}/faces/{face_id}/image.jpg`,{params:{person_id:t,face_id:n}})}var R=class extends T{static{this.styles=[p,S,y`
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
    `]}constructor(){super(),new x(this,()=>[this.outliers,this.calibration,this.app.people,this.app.me])}connectedCallback(){let{api:e}=this.app;this.outliers=new a(async t=>(await e.call(`GET /api/faces/outliers`,{query:{limit:100},signal:t})).outliers),this.calibration=new a(t=>e.call(`GET /api/faces/calibration`,{signal:t})),super.connectedCallback(),this.outliers.load(),this.calibration.load()}render(){return r`
      <h2>${l(`outliers.heading`)}</h2>
      ${O(this.outliers.get(),this.outliers.load,e=>e.length===0?r`<wf-notice .icon=${i} heading=${l(`outliers.none`)}></wf-notice>`:r`<p>${l(`outliers.text`)}</p>
              <ul>
                ${e.map(e=>r`<li>${this.renderOutlier(e)}</li>`)}
              </ul>`)}
      <h2>${l(`calibration.heading`)}</h2>
      <p>${l(`calibration.text`)}</p>
      ${O(this.calibration.get(),this.calibration.load,e=>r`<wf-calibration-plot .value=${e}></wf-calibration-plot>`)}
    `}renderOutlier(e){let{person_id:t,face_id:n}=e,i=this.nameOf(t);return r`
      <img alt=${l(`outliers.picture`,{name:i})} loading="lazy" src=${L(this.app,t,n)} />
      <div>
        <a href="people/${encodeURIComponent(t)}"><bdi>${i}</bdi></a>
        <p>${this.why(e)}</p>
        ${D(this.app.me.get(),`edit`)?r`<button @click=${()=>void this.removeFace(e)}>${l(`person.remove_face`)}</button>`:r``}
      </div>
    `}why({reason:e,own:t,other:n,other_person_id:r}){let i=h(t??0);return e!==`like_another`||r===null?l(`outliers.unlike`,{own:i}):l(`outliers.like`,{own:i,other:h(n??0),name:this.nameOf(r)})}nameOf(e){return this.app.people.find(e)?.name??l(`search.gone`)}async removeFace({person_id:e,face_id:t}){let n={person_id:e,face_id:t},r=()=>void this.outliers.load();await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:n}),await this.outliers.load(),await k(this.app,l(`person.face_removed`),`remove`,e,r)})}};b([d({attribute:!1})],R.prototype,`app`,void 0),R=b([n(`wf-library-check`)],R);var z=class extends T{static{this.styles=[p,S,v,y`
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
    `]}constructor(){super(),this.isAdding=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();t!==``&&await this.app.toasts.attempt(async()=>{let{id:e,edit_id:n}=await this.app.api.call(`POST /api/people`,{body:{name:t}});this.isAdding=!1,this.field.value=``,await this.app.people.load(),A(this.app,l(`people.added`,{name:t}),[n],()=>void this.app.people.load()),this.app.router.go(`people/${encodeURIComponent(e)}`)})},new x(this,()=>[this.app.people,this.app.cameras,this.app.me])}render(){let e=D(this.app.me.get(),`edit`)?r`<button @click=${()=>this.isAdding=!0}>${w(o)}${l(`people.add`)}</button>`:r``;return r`
      ${O(this.app.people.get(),this.app.people.load,n=>n.length===0?r`<wf-notice .icon=${t} heading=${l(`people.none`)} text=${l(`people.none_text`)}>
              ${e}<a class="button" href="people/review">${l(`people.name_seen`)}</a>
            </wf-notice>`:r`${e}
              <ul>
                ${g(n,({id:e})=>e,e=>r`<li>${this.renderPerson(e)}</li>`)}
              </ul>`)}
      <wf-dialog heading=${l(`people.add`)} ?open=${this.isAdding} @closed=${()=>this.isAdding=!1}>
        <form id="add" @submit=${this.submitted}>
          <label>${l(`people.name`)}<input required maxlength="100" autocomplete="off" dir="auto" /></label>
        </form>
        <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>
          ${l(`people.add`)}
        </button>
      </wf-dialog>
    `}renderPerson(e){let{id:t,name:n,face_count:i,voice_count:a,last_seen_ms:o,last_camera_id:s}=e,c=s===null?null:this.app.cameras.find(s)?.name??null,u=o===null?l(`people.never_seen`):r`${C(o)}${c===null?``:r` · <bdi>${c}</bdi>`}`;return r`<a class="person" href="people/${encodeURIComponent(t)}">
      <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
      <span>
        <span class="name"><bdi>${n}</bdi></span>
        <span class="about">
          ${l(`people.faces`,{count:i})} · ${l(`people.voices`,{count:a})}
        </span>
        <span class="about">${u}</span>
      </span>
    </a>`}};b([d({attribute:!1})],z.prototype,`app`,void 0),b([E()],z.prototype,`isAdding`,void 0),b([m(`input`)],z.prototype,`field`,void 0),z=b([n(`wf-people-grid`)],z);var B=class extends T{constructor(...e){super(...e),this.open=!1,this.typed=``,this.closed=()=>{this.typed=``,this.dispatchEvent(new CustomEvent(`closed`))},this.forget=async()=>{let{id:e,name:t}=this.person;await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/people/{person_id}/forget`,{params:{person_id:e}}))&&(this.app.toasts.done(l(`forget.done`,{name:t})),this.dispatchEvent(new CustomEvent(`done`)))}}static{this.styles=[p,S,v,y`
      p {
        margin-top: 0;
      }
    `]}render(){let{name:e}=this.person,t=Te(this.typed,e);return r`<wf-dialog heading=${l(`forget.heading`,{name:e})} ?open=${this.open} @closed=${this.closed}>
      <p>${l(`forget.text`)}</p>
      <label>
        ${l(`forget.type`,{name:e})}
        <input
          autocomplete="off"
          dir="auto"
          .value=${this.typed}
          @input=${e=>this.typed=e.target.value}
        />
      </label>
      <button slot="actions" @click=${this.closed}>${l(`forget.keep`)}</button>
      <button slot="actions" class="danger" ?disabled=${!t} @click=${this.forget}>${l(`forget.do`)}</button>
    </wf-dialog>`}};b([d({attribute:!1})],B.prototype,`app`,void 0),b([d({attribute:!1})],B.prototype,`person`,void 0),b([d({type:Boolean})],B.prototype,`open`,void 0),b([E()],B.prototype,`typed`,void 0),B=b([n(`wf-forget-dialog`)],B);function Te(e,t){let n=e=>e.normalize(`NFC`).trim().replace(/\s+/g,` `);return n(e)===n(t)}var V=class extends T{constructor(...e){super(...e),this.open=!1,this.into=``}static{this.styles=[p,S,v,y`
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
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id),t=e.find(({id:e})=>e===this.into)??null;return r`<wf-dialog
      heading=${l(`merge.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <label>
        ${l(`merge.into`,{name:this.person.name})}
        <select @change=${e=>this.into=e.target.value}>
          <option value="">${l(`merge.choose`)}</option>
          ${e.map(({id:e,name:t})=>r`<option value=${e} ?selected=${e===this.into}>${t}</option>`)}
        </select>
      </label>
      ${t===null?f:this.renderPreview(t)}
      <button slot="actions" class="primary" ?disabled=${t===null} @click=${()=>void this.merge(t)}>
        ${l(`merge.do`)}
      </button>
    </wf-dialog>`}renderPreview(e){let t=e=>r`<div>
        <wf-person-picture .app=${this.app} .person=${e}></wf-person-picture>
        <bdi>${e.name}</bdi><br />
        ${l(`people.faces`,{count:e.face_count})} · ${l(`people.voices`,{count:e.voice_count})}
      </div>`,n=this.person.face_count+e.face_count,i=this.person.voice_count+e.voice_count;return r`<div class="preview">${t(this.person)}${w(ae)}${t(e)}</div>
      <p>
        ${l(`merge.preview`,{name:e.name,alias:this.person.name,faces:l(`people.faces`,{count:n}),voices:l(`people.voices`,{count:i})})}
      </p>`}async merge(e){if(e===null)return;let{id:t,name:n}=this.person;await this.app.toasts.attempt(async()=>{let{edit_id:r}=await this.app.api.call(`POST /api/people/{person_id}/merge`,{params:{person_id:t},body:{into_id:e.id}});await this.app.people.load(),this.dispatchEvent(new CustomEvent(`done`,{detail:e.id}));let i=l(`merge.done`,{name:n,into:e.name});A(this.app,i,[r],()=>void this.app.people.load())})}};b([d({attribute:!1})],V.prototype,`app`,void 0),b([d({attribute:!1})],V.prototype,`person`,void 0),b([d({type:Boolean})],V.prototype,`open`,void 0),b([E()],V.prototype,`into`,void 0),V=b([n(`wf-merge-dialog`)],V);var H=class extends T{constructor(...e){super(...e),this.person=``,this.isBusy=!1,this.choice=null,this.forget=()=>{this.choice!==null&&URL.revokeObjectURL(this.choice.url),this.choice=null}}static{this.styles=[p,S,y`
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
    `]}disconnectedCallback(){this.forget(),super.disconnectedCallback()}render(){return r`
      <button ?disabled=${this.isBusy} @click=${()=>this.input.click()}>
        ${w(te)}${l(this.isBusy?`upload.busy`:`upload.add`)}
      </button>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label=${l(`upload.add`)}
        @change=${()=>void this.chosen()}
      />
      <wf-dialog heading=${l(`upload.which`)} ?open=${this.choice!==null} @closed=${this.forget}>
        ${this.choice===null?f:this.renderChoice(this.choice)}
      </wf-dialog>
    `}renderChoice({url:e,places:t,width:n,height:i,file:a}){let o=(e,t)=>`${100*e/t}%`;return r`<p>${l(`upload.which_text`)}</p>
      <div class="image">
        <img alt=${a.name} src=${e} />
        ${t.map(e=>r`<button
              class="face"
              aria-label=${l(`upload.face`,{number:e.index+1})}
              style="left:${o(e.x,n)};top:${o(e.y,i)};width:${o(e.width,n)};height:${o(e.height,i)}"
              @click=${()=>void this.pick(a,e.index)}
            >
              ${e.index+1}
            </button>`)}
      </div>`}async chosen(){this.isBusy=!0;for(let e of[...this.input.files??[]])if(!await this.send(e,null))break;this.input.value=``,this.isBusy=!1}async pick(e,t){this.forget(),this.isBusy=!0,await this.send(e,t),this.isBusy=!1}async send(e,t){try{let n={params:{person_id:this.person},query:{index:t},body:e};return await this.added(await this.app.api.call(`POST /api/people/{person_id}/faces`,n)),!0}catch(t){let n=t instanceof pe&&t.code===`several_faces`?t.problem.places:[];return n.length===0?this.app.toasts.failed(t):await this.ask(e,n),!1}}async added({trained:e,refused:t}){let n=e?l(`upload.added`):l(`upload.label_only`,{reason:t??``}),r=()=>this.dispatchEvent(new CustomEvent(`added`));r(),await k(this.app,n,`enrol`,this.person,r)}async ask(e,t){let{width:n,height:r}=await createImageBitmap(e);this.choice={file:e,places:t,width:n,height:r,url:URL.createObjectURL(e)}}};b([d({attribute:!1})],H.prototype,`app`,void 0),b([d()],H.prototype,`person`,void 0),b([E()],H.prototype,`isBusy`,void 0),b([E()],H.prototype,`choice`,void 0),b([m(`input`)],H.prototype,`input`,void 0),H=b([n(`wf-face-upload`)],H);var U=class extends T{constructor(...e){super(...e),this.faces=[],this.open=!1,this.submitted=async e=>{e.preventDefault();let t=this.field.value.trim();if(t===``)return;let n=this.app.people.get().value?.find(e=>e.name.toLowerCase()===t.toLowerCase()),r={face_ids:[...this.faces],...n===void 0?{name:t}:{to_id:n.id}},i={person_id:this.person.id},a=()=>{this.dispatchEvent(new CustomEvent(`done`)),this.app.people.load()};await this.app.toasts.attempt(async()=>{let{edit_id:e}=await this.app.api.call(`POST /api/people/{person_id}/split`,{params:i,body:r});this.field.value=``,a(),A(this.app,l(`split.done`,{name:t}),[e],a)})}}static{this.styles=[p,S,v,y`
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
    `]}render(){let e=(this.app.people.get().value??[]).filter(({id:e})=>e!==this.person.id);return r`<wf-dialog
      heading=${l(`split.heading`)}
      ?open=${this.open}
      @closed=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
    >
      <p>${l(`split.text`,{count:this.faces.length,name:this.person.name})}</p>
      <div class="pictures">
        ${this.faces.map(e=>r`<img alt="" src=${L(this.app,this.person.id,e)} />`)}
      </div>
      <form @submit=${this.submitted}>
        <label>${l(`split.who`)}<input required maxlength="100" list="others" autocomplete="off" dir="auto" /></label>
        <datalist id="others">${e.map(({name:e})=>r`<option value=${e}></option>`)}</datalist>
      </form>
      <button slot="actions" class="primary" @click=${()=>this.field.form?.requestSubmit()}>${l(`split.do`)}</button>
    </wf-dialog>`}};b([d({attribute:!1})],U.prototype,`app`,void 0),b([d({attribute:!1})],U.prototype,`person`,void 0),b([d({attribute:!1})],U.prototype,`faces`,void 0),b([d({type:Boolean})],U.prototype,`open`,void 0),b([m(`input`)],U.prototype,`field`,void 0),U=b([n(`wf-split-dialog`)],U);var W=class extends T{static{this.styles=[p,S,y`
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
    `]}constructor(){super(),this.chosen=new Set,this.isSplitting=!1,this.faces=new a(e=>u(t=>{let n={person_id:this.person.id};return this.app.api.call(`GET /api/people/{person_id}/faces`,{params:n,query:{cursor:t},signal:e})},e=>e.faces)),this.changed=()=>{this.chosen=new Set,this.isSplitting=!1,this.faces.load(),this.dispatchEvent(new CustomEvent(`changed`))},new x(this,()=>[this.faces,this.app.me])}connectedCallback(){super.connectedCallback(),this.faces.load()}render(){let e=D(this.app.me.get(),`edit`),t=[...this.chosen];return r`
      <header>
        <h2>${l(`person.faces`)}</h2>
        ${e?r`${t.length===0?f:r`<button @click=${()=>this.isSplitting=!0}>
                        ${w(ce)}${l(`split.order`,{count:t.length})}
                      </button>`} <wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`:f}
      </header>
      ${O(this.faces.get(),this.faces.load,t=>t.length===0?r`<p>${l(`person.no_faces`)}</p>`:r`<ul>
              ${g(t,({id:e})=>e,(t,n)=>r`<li>${this.renderFace(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-split-dialog
        .app=${this.app}
        .person=${this.person}
        .faces=${t}
        ?open=${this.isSplitting}
        @closed=${()=>this.isSplitting=!1}
        @done=${this.changed}
      ></wf-split-dialog>
    `}renderFace(e,t,n){let i=l(`person.face`,{number:t,name:this.person.name});return r`
      <img alt=${i} loading="lazy" src=${L(this.app,e.person_id,e.id)} />
      <div class="about">
        <span title=${he(e.created_ms)}>${l(`person.quality`,{share:h(e.quality)})}</span>
        ${n?r`<button
                class="plain round"
                aria-label=${`${l(`person.remove_face`)}: ${i}`}
                @click=${()=>void this.removeFace(e)}
              >
                ${w(_)}
              </button>`:f}
      </div>
      ${e.trained?f:r`<p class="why">${l(`person.untrained`,{reason:e.refused??``})}</p>`}
      ${n?r`<label>
              <input
                type="checkbox"
                aria-label=${l(`person.choose`,{what:i})}
                .checked=${this.chosen.has(e.id)}
                @change=${()=>this.toggle(e.id)}
              />
            </label>`:f}
    `}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async removeFace(e){let t={person_id:e.person_id,face_id:e.id};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/faces/{face_id}`,{params:t}),this.changed(),await k(this.app,l(`person.face_removed`),`remove`,e.person_id,this.changed)})}};b([d({attribute:!1})],W.prototype,`app`,void 0),b([d({attribute:!1})],W.prototype,`person`,void 0),b([E()],W.prototype,`chosen`,void 0),b([E()],W.prototype,`isSplitting`,void 0),W=b([n(`wf-person-faces`)],W);var Ee=9;function De(e,t){let n=e=>e.id===t.person_id?2**53-1:e.last_seen_ms??0;return e.toSorted((e,t)=>n(t)-n(e)).slice(0,Ee)}function Oe(e,t,n){let r=e.toLowerCase();if(r===`y`&&t.person_id!==null)return{action:`confirm`,person_id:null};if(r===`x`)return{action:t.person_id===null?`unassign`:`reject`,person_id:null};let i=/^[1-9]$/.test(e)?n[Number(e)-1]:void 0;return i===void 0?null:{action:`assign`,person_id:i.id}}function G(e,t){return e.filter(e=>e.id!==t)}function ke(e,t){return[t,...G(e,t.id)]}var Ae=200,je=class extends a{set visits(e){this.change(e)}},K=class extends T{static{this.styles=[p,S,y`
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
    `]}constructor(){super(),this.isBusy=!1,this.pressed=e=>{let[t]=e.composedPath(),n=t instanceof HTMLInputElement||t instanceof HTMLSelectElement,r=this.queue.get().value?.[0];r===void 0||n||e.ctrlKey||e.metaKey||e.altKey||e.repeat||D(this.app.me.get(),`edit`)&&this.decide(r,Oe(e.key,r,this.chosen(r)))},new x(this,()=>[this.queue,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.queue=new je(async e=>{let t={verdict:`unsure`,limit:Ae};return(await this.app.api.call(`GET /api/visits`,{query:t,signal:e})).visits.filter(e=>!e.decided)}),super.connectedCallback(),this.queue.load(),addEventListener(`keydown`,this.pressed)}disconnectedCallback(){removeEventListener(`keydown`,this.pressed),super.disconnectedCallback()}render(){return r`<h2>${l(`review.heading`)}</h2>
      ${O(this.queue.get(),this.queue.load,e=>{let[t]=e;return t===void 0?r`<wf-notice .icon=${oe} heading=${l(`review.none`)} text=${l(`review.none_text`)}></wf-notice>`:this.renderVisit(t,e.length)})}`}renderVisit(e,t){let n=e.name??l(`review.somebody`),i=this.app.cameras.find(e.camera_id)?.name??``,a=D(this.app.me.get(),`edit`);return r`<div class="card">
      <img alt=${l(`review.picture`,{camera:i})} src=${q(this.app,e.id)} />
      <div>
        <div role="status">
          <h3>${e.person_id===null?l(`review.who`):l(`review.is_it`,{name:n})}</h3>
          <p class="about">
            ${i} · ${C(e.start_ms)} · ${l(`review.alike`,{share:h(e.score)})} ·
            ${l(`review.left`,{count:t})}
          </p>
        </div>
        ${a?this.renderChoices(e):r`<p>${l(`errors.forbidden`)}</p>`}
      </div>
    </div>`}renderChoices(e){let t=t=>()=>void this.decide(e,Oe(t,e,this.chosen(e)));return r`
      <div class="choices">
        ${e.person_id===null?f:r`<button class="primary" ?disabled=${this.isBusy} @click=${t(`y`)}>
                ${w(de)}${l(`review.yes`)}<kbd>Y</kbd>
              </button>`}
        <button ?disabled=${this.isBusy} @click=${t(`x`)}>${w(fe)}${l(`review.no`)}<kbd>X</kbd></button>
        <button class="plain" @click=${()=>this.skip(e)}>${l(`review.skip`)}</button>
      </div>
      <div class="choices" role="group" aria-label=${l(`review.others`)}>
        ${this.chosen(e).map((e,n)=>r`<button ?disabled=${this.isBusy} @click=${t(String(n+1))}>
              <bdi>${e.name}</bdi><kbd>${n+1}</kbd>
            </button>`)}
      </div>
    `}chosen(e){return De(this.app.people.get().value??[],e)}skip(e){this.queue.visits=t=>[...G(t,e.id),e]}async decide(e,t){if(t===null||this.isBusy)return;this.isBusy=!0;let{action:n,person_id:r}=t;await this.app.toasts.attempt(async()=>{let i={action:n,visit_ids:[e.id],...r===null?{}:{person_id:r}},{labels:a}=await this.app.api.call(`POST /api/visits/label`,{body:i}),o=a.find(e=>e.reason!==null)?.reason,s=this.told(e,t)+(o===void 0?``:` ${l(`review.label_only`,{reason:o??``})}`),c=a.map(({edit_id:e})=>e);A(this.app,s,c,()=>this.queue.visits=t=>ke(t,e))})&&(this.queue.visits=t=>G(t,e.id)),this.isBusy=!1}told(e,{action:t,person_id:n}){if(t===`reject`)return l(`review.rejected`,{name:e.name??``});if(t===`unassign`)return l(`review.unassigned`);let r=n??e.person_id;return l(`review.confirmed`,{name:(r===null?null:this.app.people.find(r)?.name)??e.name??``})}};b([d({attribute:!1})],K.prototype,`app`,void 0),b([E()],K.prototype,`isBusy`,void 0),K=b([n(`wf-review-queue`)],K);function q(e,t){return e.api.url(`GET /api/visits/{visit_id}/image.jpg`,{params:{visit_id:t}})}var Me=24,Ne=2e3,Pe=class extends a{add(e){this.change(({visits:t})=>({visits:[...t,...e.visits],cursor:e.cursor}))}},J=class extends T{static{this.styles=[p,S,y`
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
    `]}constructor(){super(),this.moment=null,this.expired=new Set,this.visits=new Pe(e=>this.read(null,e)),this.changed=()=>{this.visits.load(),this.dispatchEvent(new CustomEvent(`changed`))},new x(this,()=>[this.visits,this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback(),this.visits.load()}render(){return r`<h2>${l(`person.visits`)}</h2>
      ${this.moment===null?f:r`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${O(this.visits.get(),this.visits.load,({visits:e,cursor:t})=>e.length===0?r`<p>${l(`person.no_visits`)}</p>`:r`<ul>
                ${g(e,({id:e})=>e,e=>r`<li>${this.renderVisit(e)}</li>`)}
              </ul>
              ${t===null?f:r`<button @click=${()=>void this.more(t)}>${l(`person.more_visits`)}</button>`}`)}`}renderVisit(e){let t=this.app.cameras.find(e.camera_id)?.name??l(`search.gone`),n=C(e.start_ms),i=l(`person.play_visit`,{when:n,camera:t}),a=l(`person.not_them`,{name:this.person.name});return r`
      ${this.expired.has(e.id)?r`<span class="none"></span>`:r`<img
              alt=""
              loading="lazy"
              src=${q(this.app,e.id)}
              @error=${()=>this.expired=new Set([...this.expired,e.id])}
            />`}
      <span>
        ${n}
        <span class="about">
          ${t} ·
          ${e.end_ms===null?l(`person.still_there`):se(e.end_ms-e.start_ms)}${e.decided?` · ${l(`person.decided`)}`:``}
        </span>
      </span>
      <button class="plain round" aria-label=${i} title=${i} @click=${()=>this.play(e)}>
        ${w(c)}
      </button>
      ${D(this.app.me.get(),`edit`)?r`<button
              class="plain round"
              aria-label=${`${a}: ${n}`}
              title=${a}
              @click=${()=>void this.reject(e)}
            >
              ${w(ve)}
            </button>`:r`<span></span>`}
    `}async read(e,t){let n={person:this.person.id,limit:Me,cursor:e};return this.app.api.call(`GET /api/visits`,t===void 0?{query:n}:{query:n,signal:t})}async more(e){await this.app.toasts.attempt(async()=>this.visits.add(await this.read(e)))}play({camera_id:e,start_ms:t}){this.moment={camera_id:e,at_ms:t-Ne}}async reject({id:e}){let{api:t,toasts:n}=this.app;await n.attempt(async()=>{let n={action:`reject`,visit_ids:[e],person_id:this.person.id},{labels:r}=await t.call(`POST /api/visits/label`,{body:n}),i=r.map(({edit_id:e})=>e);A(this.app,l(`review.rejected`,{name:this.person.name}),i,this.changed),this.changed()})}};b([d({attribute:!1})],J.prototype,`app`,void 0),b([d({attribute:!1})],J.prototype,`person`,void 0),b([E()],J.prototype,`moment`,void 0),b([E()],J.prototype,`expired`,void 0),J=b([n(`wf-person-visits`)],J);var Fe=50;function Ie(e,t){return e.reduce((e,{id:n,start_ms:r,end_ms:i})=>e+(t.has(n)?i-r:0),0)/1e3}var Y=class extends T{static{this.styles=[p,S,y`
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
    `]}constructor(){super(),this.open=!1,this.chosen=new Set,this.moment=null,this.isBusy=!1,this.lines=new a(async e=>{let t={speakers:[this.person.id],limit:Fe};return(await this.app.api.call(`POST /api/transcripts/search`,{body:t,signal:e})).lines}),this.closed=()=>{this.moment=null,this.dispatchEvent(new CustomEvent(`closed`))},new x(this,()=>[this.lines])}willUpdate(e){e.has(`open`)&&this.open&&(this.chosen=new Set,this.lines.load())}render(){let e=Ie(this.lines.get().value??[],this.chosen);return r`<wf-dialog heading=${l(`voice_lines.order`)} ?open=${this.open} @closed=${this.closed}>
      ${this.open?this.renderLines(e):f}
      <button
        slot="actions"
        class="primary"
        ?disabled=${e<10||this.isBusy}
        @click=${()=>void this.learn()}
      >
        ${l(this.isBusy?`voice_lines.busy`:`voice_lines.learn`)}
      </button>
    </wf-dialog>`}renderLines(e){return r`<p>${l(`voice_lines.text`,{name:this.person.name,least:10})}</p>
      ${this.moment===null?f:r`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${()=>this.moment=null}>
            </wf-moment-player>`}
      ${O(this.lines.get(),this.lines.load,t=>t.length===0?r`<p>${l(`voice_lines.none`,{name:this.person.name})}</p>`:r`<ol>
                ${t.map(e=>r`<li>${this.renderLine(e)}</li>`)}
              </ol>
              <p role="status">${l(`voice_lines.chosen`,{seconds:Math.floor(e),least:10})}</p>`)}`}renderLine(e){return r`<label>
        <input type="checkbox" .checked=${this.chosen.has(e.id)} @change=${()=>this.toggle(e.id)} />
        <span>
          <span class="about">${C(e.start_ms)}</span>
          <span class="text" dir="auto">${e.text}</span>
        </span>
      </label>
      <button
        class="plain round"
        aria-label=${l(`speakers.play_line`,{text:e.text})}
        @click=${()=>this.moment={camera_id:e.camera_id,at_ms:e.start_ms}}
      >
        ${w(c)}
      </button>`}toggle(e){let t=new Set(this.chosen);t.delete(e)||t.add(e),this.chosen=t}async learn(){this.isBusy=!0,await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},t={line_ids:[...this.chosen]};await this.app.api.call(`POST /api/people/{person_id}/voices/lines`,{params:e,body:t}),this.moment=null;let n=()=>this.dispatchEvent(new CustomEvent(`learnt`));n(),await k(this.app,l(`voice_lines.learnt`,{name:this.person.name}),`enrol`,e.person_id,n)}),this.isBusy=!1}};b([d({attribute:!1})],Y.prototype,`app`,void 0),b([d({attribute:!1})],Y.prototype,`person`,void 0),b([d({type:Boolean})],Y.prototype,`open`,void 0),b([E()],Y.prototype,`chosen`,void 0),b([E()],Y.prototype,`moment`,void 0),b([E()],Y.prototype,`isBusy`,void 0),Y=b([n(`wf-voice-lines`)],Y);var X=class extends T{static{this.styles=[p,S,y`
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
    `]}constructor(){super(),this.isLearning=!1,this.voices=new a(async e=>{let t={person_id:this.person.id};return(await this.app.api.call(`GET /api/people/{person_id}/voices`,{params:t,signal:e})).voices}),this.changed=()=>{this.isLearning=!1,this.voices.load(),this.dispatchEvent(new CustomEvent(`changed`))},new x(this,()=>[this.voices,this.app.me])}connectedCallback(){super.connectedCallback(),this.voices.load()}render(){let e=D(this.app.me.get(),`edit`);return r`
      <header>
        <h2>${l(`person.voices`)}</h2>
        ${e?r`<button @click=${()=>this.isLearning=!0}>
                ${w(ye)}${l(`voice_lines.order`)}
              </button>`:f}
      </header>
      <audio></audio>
      ${O(this.voices.get(),this.voices.load,t=>t.length===0?r`<p>${l(`person.no_voices`)}</p>`:r`<ul>
              ${g(t,({id:e})=>e,(t,n)=>r`<li>${this.renderVoice(t,n+1,e)}</li>`)}
            </ul>`)}
      <wf-voice-lines
        .app=${this.app}
        .person=${this.person}
        ?open=${this.isLearning}
        @closed=${()=>this.isLearning=!1}
        @learnt=${this.changed}
      ></wf-voice-lines>
    `}renderVoice(e,t,n){let i=l(`person.voice`,{number:t,name:this.person.name}),a=Math.round(e.seconds);return r`
      <button class="plain round" aria-label=${l(`person.play`,{what:i})} @click=${()=>void this.play(e)}>
        ${w(c)}
      </button>
      <span> ${l(`person.voice_about`,{seconds:a,share:h(e.quality),when:he(e.created_ms)})} </span>
      ${n?r`<button
              class="plain round"
              aria-label=${`${l(`person.remove_voice`)}: ${i}`}
              @click=${()=>void this.removeVoice(e)}
            >
              ${w(_)}
            </button>`:f}
    `}async play({id:e,person_id:t}){let n={person_id:t,voice_id:e};this.audio.src=this.app.api.url(`GET /api/people/{person_id}/voices/{voice_id}/sound.wav`,{params:n}),await this.app.toasts.attempt(()=>this.audio.play())}async removeVoice({id:e,person_id:t}){let n={person_id:t,voice_id:e};await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}/voices/{voice_id}`,{params:n}),this.changed(),await k(this.app,l(`person.voice_removed`),`remove`,t,this.changed)})}};b([d({attribute:!1})],X.prototype,`app`,void 0),b([d({attribute:!1})],X.prototype,`person`,void 0),b([E()],X.prototype,`isLearning`,void 0),b([m(`audio`)],X.prototype,`audio`,void 0),X=b([n(`wf-person-voices`)],X);var Le=[`household`,`guest`,`service`,`unwanted`],Z=class extends T{static{this.styles=[p,S,v,y`
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
    `]}constructor(){super(),this.shown=``,this.close=()=>{this.shown=``},this.leave=()=>{this.app.people.load(),this.app.router.go(`people`)},this.refresh=()=>{this.app.people.load(),this.journal.edits.load()},this.saved=async e=>{e.preventDefault();let t=new FormData(this.form),n={name:Q(t,`name`).trim(),aliases:Re(Q(t,`aliases`)),kind:Le.find(e=>e===Q(t,`kind`))??`household`,ha_person_id:Q(t,`entity`).trim()||null};await this.app.toasts.attempt(async()=>{let e={person_id:this.person.id},{edit_id:t}=await this.app.api.call(`PATCH /api/people/{person_id}`,{params:e,body:n});this.refresh(),A(this.app,l(`person.saved`),[t],this.refresh)})},new x(this,()=>[this.app.me,this.app.cameras])}render(){let{person:t}=this,n=this.app.me.get(),i=this.app.cameras.find(t.last_camera_id??``)?.name;return r`
      <header>
        <a class="button plain round" href="people" aria-label=${l(`people.all`)} title=${l(`people.all`)}>
          ${w(s)}
        </a>
        <wf-person-picture .app=${this.app} .person=${t}></wf-person-picture>
        <div>
          <h1><bdi>${t.name}</bdi></h1>
          <p>
            ${t.last_seen_ms===null?l(`people.never_seen`):l(`person.last_seen`,{when:C(t.last_seen_ms),where:i??l(`search.gone`)})}
          </p>
        </div>
      </header>
      ${D(n,`edit`)?this.renderForm(t):f}
      <wf-person-faces .app=${this.app} .person=${t} @changed=${this.refresh}></wf-person-faces>
      <wf-person-visits .app=${this.app} .person=${t} @changed=${this.refresh}></wf-person-visits>
      <wf-person-voices .app=${this.app} .person=${t} @changed=${this.refresh}></wf-person-voices>
      <wf-edit-journal .app=${this.app} person=${t.id} @undone=${this.refresh}></wf-edit-journal>
      <div class="actions">
        ${D(n,`edit`)?r`<button @click=${()=>this.shown=`merge`}>${w(e)}${l(`merge.heading`)}</button>`:f}
        ${D(n,`admin`)?r`<button @click=${()=>void this.delete()}>${w(_)}${l(`person.delete`)}</button>
                <button class="danger" @click=${()=>this.shown=`forget`}>
                  ${w(ie)}${l(`forget.order`)}
                </button>`:f}
      </div>
      <wf-merge-dialog
        .app=${this.app}
        .person=${t}
        ?open=${this.shown===`merge`}
        @closed=${this.close}
        @done=${e=>this.app.router.go(`people/${encodeURIComponent(e.detail)}`)}
      ></wf-merge-dialog>
      <wf-forget-dialog
        .app=${this.app}
        .person=${t}
        ?open=${this.shown===`forget`}
        @closed=${this.close}
        @done=${this.leave}
      ></wf-forget-dialog>
    `}renderForm(e){return r`<form @submit=${this.saved}>
      <label>
        ${l(`people.name`)}
        <input name="name" required maxlength="100" autocomplete="off" dir="auto" .value=${e.name} />
      </label>
      <label>
        ${l(`person.aliases`)}
        <input name="aliases" autocomplete="off" dir="auto" .value=${e.aliases.join(`, `)} />
      </label>
      <label>
        ${l(`person.kind`)}
        <select name="kind">
          ${Le.map(t=>r`<option value=${t} ?selected=${t===e.kind}>${l(`person.kinds.${t}`)}</option>`)}
        </select>
      </label>
      <label>
        ${l(`person.entity`)}
        <input
          name="entity"
          autocomplete="off"
          dir="ltr"
          pattern="person\\.[a-z0-9_]{1,200}"
          placeholder="person.anna"
          .value=${e.ha_person_id??``}
        />
      </label>
      <button>${l(`person.save`)}</button>
    </form>`}async delete(){let{id:e,name:t}=this.person;await this.app.toasts.attempt(async()=>{await this.app.api.call(`DELETE /api/people/{person_id}`,{params:{person_id:e}}),this.leave(),await k(this.app,l(`person.deleted`,{name:t}),`delete`,e,()=>void this.app.people.load())})}};b([d({attribute:!1})],Z.prototype,`app`,void 0),b([d({attribute:!1})],Z.prototype,`person`,void 0),b([E()],Z.prototype,`shown`,void 0),b([m(`form`)],Z.prototype,`form`,void 0),b([m(`wf-edit-journal`)],Z.prototype,`journal`,void 0),Z=b([n(`wf-person-view`)],Z);function Q(e,t){let n=e.get(t);return typeof n==`string`?n:``}function Re(e){return[...new Set(e.split(`,`).map(e=>e.trim()).filter(Boolean))]}var ze=12,$=class extends T{static{this.styles=[p,S,v,y`
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
    `]}constructor(){super(),this.left=new Set,this.leave=[],this.refresh=()=>{this.left.size>0||[...this.names].some(({value:e})=>e!==``)||this.groups.load()},new x(this,()=>[this.groups,this.app.people,this.app.cameras,this.app.me])}connectedCallback(){this.groups=new a(e=>u(t=>this.app.api.call(`GET /api/faces/groups`,{query:{cursor:t},signal:e}),e=>e.groups)),super.connectedCallback(),this.leave=[this.app.events.on(`resync`,this.refresh),this.app.events.on(`visit`,({phase:e})=>{e===`ended`&&this.refresh()})],this.groups.load()}disconnectedCallback(){for(let e of this.leave.splice(0))e();super.disconnectedCallback()}render(){return r`
      <h2>${l(`groups.heading`)}</h2>
      <p>${l(`groups.text`)}</p>
      <datalist id="people">
        ${(this.app.people.get().value??[]).map(({name:e})=>r`<option value=${e}></option>`)}
      </datalist>
      ${O(this.groups.get(),this.groups.load,e=>e.length===0?r`<wf-notice .icon=${re} heading=${l(`groups.none`)} text=${l(`groups.none_text`)}>
            </wf-notice>`:r`<ul>
              ${g(e,({cover_visit_id:e})=>e,e=>r`<li class="group">${this.renderGroup(e)}</li>`)}
            </ul>`)}
    `}renderGroup(e){let t=e.camera_ids.map(e=>this.app.cameras.find(e)?.name??e).join(`, `),n=[e.cover_visit_id,...e.visit_ids.filter(t=>t!==e.cover_visit_id)].slice(0,ze);return r`
      <div class="pictures" role="group" aria-label=${l(`groups.pictures`)}>
        ${n.map((e,t)=>r`<button
              aria-pressed=${!this.left.has(e)}
              aria-label=${l(`groups.picture`,{number:t+1})}
              title=${l(`groups.toggle`)}
              @click=${()=>this.toggle(e)}
            >
              <img alt="" loading="lazy" src=${q(this.app,e)} />
            </button>`)}
      </div>
      <p>
        ${l(`groups.count`,{count:e.count})} · ${t} ·
        ${l(`groups.seen`,{first:C(e.first_seen_ms),last:C(e.last_seen_ms)})}
      </p>
      ${D(this.app.me.get(),`edit`)?r`<form @submit=${t=>void this.name(t,e)}>
              <label>
                ${l(`groups.who`)}
                <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
              </label>
              <button class="primary">${l(`groups.name`)}</button>
              ${e.visit_ids.some(e=>this.left.has(e))?r`<label class="others"> <input type="checkbox" name="others" />${l(`groups.others`)} </label>`:``}
            </form>`:r``}
    `}toggle(e){let t=new Set(this.left);t.delete(e)||t.add(e),this.left=t}async name(e,t){e.preventDefault();let n=e.target.elements,r=n.namedItem(`who`),i=n.namedItem(`others`),a=r.value.trim();if(a===``)return;let o=this.app.people.get().value?.find(e=>e.name.toLowerCase()===a.toLowerCase()),s=i?.checked===!0?t.visit_ids.filter(e=>this.left.has(e)):[],c={visit_ids:t.visit_ids.filter(e=>!this.left.has(e)),rejected_visit_ids:s,...o===void 0?{name:a}:{person_id:o.id}};await this.app.toasts.attempt(async()=>{let{labels:e}=await this.app.api.call(`POST /api/faces/groups/name`,{body:c}),t=e.filter(({trained:e})=>e).length,n=l(`groups.named`,{name:a,count:e.length,learnt:t});A(this.app,n,e.map(({edit_id:e})=>e),()=>void this.groups.load()),await Promise.all([this.groups.load(),this.app.people.load()])})}};b([d({attribute:!1})],$.prototype,`app`,void 0),b([_e(`input`)],$.prototype,`names`,void 0),b([E()],$.prototype,`left`,void 0),$=b([n(`wf-unknown-groups`)],$);var Be=[``,`review`,`check`,`changes`],Ve=class extends ge{static{this.styles=[...ge.styles,y`
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
    `]}constructor(){super(),new x(this,()=>[this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}render(){let e=this.place.params.person??``,t=Be.find(t=>t===e);return t===void 0?this.renderPerson(e):r`
      <h1>${l(`nav.people`)}</h1>
      <nav aria-label=${l(`people.parts_label`)}>
        ${Be.map(e=>r`<a
              class="button"
              href=${e===``?`people`:`people/${e}`}
              aria-current=${e===t?`page`:f}
              >${l(`people.parts.${e===``?`all`:e}`)}</a
            >`)}
      </nav>
      ${this.renderPart(t)}
    `}renderPart(e){switch(e){case``:return r`<wf-people-grid .app=${this.app}></wf-people-grid>`;case`review`:return r`<wf-review-queue .app=${this.app}></wf-review-queue>
          <wf-unknown-groups .app=${this.app}></wf-unknown-groups>`;case`check`:return r`<wf-library-check .app=${this.app}></wf-library-check>`;case`changes`:return r`<wf-edit-journal .app=${this.app}></wf-edit-journal>`}}renderPerson(e){let{value:t}=this.app.people.get();if(t===null)return r`<h1>${l(`nav.people`)}</h1>
        ${O(this.app.people.get(),this.app.people.load,()=>r``)}`;let n=t.find(t=>t.id===e);return n===void 0?r`<h1 class="hidden-text">${l(`person.gone`)}</h1>
        <wf-notice .icon=${ie} heading=${l(`person.gone`)} text=${l(`person.gone_text`)}>
          <a class="button primary" href="people">${l(`people.all`)}</a>
        </wf-notice>`:r`${be(e,r`<wf-person-view .app=${this.app} .person=${n}></wf-person-view>`)}`}};Ve=b([n(`wf-people-page`)],Ve);export{Ve as PeoplePage};