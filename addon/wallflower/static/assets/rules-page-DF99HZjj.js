import{$ as e,$t as t,C as n,D as r,E as i,Et as a,M as o,P as s,R as c,Rt as l,T as u,Ut as d,Z as ee,Zt as f,_t as p,b as m,et as h,f as g,i as _,j as v,k as y,m as te,o as b,r as x,s as S,t as C,vn as w,vt as T,w as E}from"./shell-AMF1nHR0.js";import{a as D,c as O,d as k,i as A,l as j,o as M,s as N,u as P}from"./common-bEe1VAEy.js";import{n as F,t as I}from"./drafts-CDC4wlE6.js";import"./week-schedule-ByCckwb_.js";var L=30;function R(e,t){let n=e.filter(({id:e})=>String(e)!==String(t.id));return`rule_name`in t?[t,...n].sort((e,t)=>t.at_ms-e.at_ms||t.id-e.id):n}var z=class extends i{static{this.styles=[b,_,v`
      ul {
        display: grid;
        gap: 0.75rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 9rem 1fr auto;
        gap: 0.75rem;
        padding: 0.75rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      img,
      .blank {
        width: 100%;
        aspect-ratio: 16 / 9;
        border-radius: 8px;
        background: var(--wf-hover);
        object-fit: cover;
      }
      .text {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0.25rem 0 0;
      }
      .hint {
        color: var(--wf-muted);
        font-size: 0.875rem;
      }
      .withdrawn {
        opacity: 0.65;
      }
      .actions {
        display: flex;
        gap: 0.25rem;
      }
      @media (max-width: 759px) {
        li {
          grid-template-columns: 5.5rem 1fr;
        }
        .actions {
          grid-column: 1 / -1;
          justify-content: end;
        }
      }
    `]}constructor(){super(),this.alerts=null,this.cursor=null,this.told=null,this.leave=[],new w(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback();let{events:e}=this.app;this.leave=[e.on(`alert`,e=>this.alerts!==null&&(this.alerts=R(this.alerts,e))),e.on(`resync`,()=>void this.load(null))],this.load(null)}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}render(){let{alerts:e}=this;return y`<section aria-labelledby="heading">
      <h2 id="heading">${s(`rules.alerts`)}</h2>
      ${this.told===null?r:y`<wf-problem .told=${this.told}></wf-problem>
              <button @click=${()=>void this.load(null)}>${s(`failure.retry`)}</button>`}
      ${e===null?this.told===null?y`<p role="status">${s(`loading`)}</p>`:r:e.length===0?y`<p class="hint">${s(`rules.no_alerts`)}</p>`:y`<ul>
                ${te(e,({id:e})=>e,e=>this.renderAlert(e))}
              </ul>`}
      ${this.cursor===null?r:y`<button @click=${()=>void this.load(this.cursor)}>${s(`rules.more`)}</button>`}
    </section>`}renderAlert(e){let t={alert_id:e.id},n=this.app.cameras.find(e.camera_id)?.name??e.camera_id,{phase:i}=e,a=i===`early`||i===`withdrawn`;return y`<li class=${i}>
      ${e.has_picture?y`<img
              src=${this.app.api.url(`GET /api/alerts/{alert_id}/picture.jpg`,{params:t})}
              alt=""
              loading="lazy"
            />`:y`<div class="blank"></div>`}
      <div class="text">
        <strong>${e.rule_name}</strong>
        ${e.line===null?r:y`<p>“${e.line.text}”</p>`}
        <p class="hint">${n} · ${g(e.at_ms)}${a?` · ${s(`rules.phase.${i}`)}`:r}</p>
      </div>
      <div class="actions">
        <a
          class="button plain round"
          href="timeline/${encodeURIComponent(e.camera_id)}?at=${e.clip_start_ms}"
          aria-label=${s(`rules.play`,{name:e.rule_name})}
        >
          ${m(f)}
        </a>
        ${S(this.app.me.get(),`edit`)?y`<button
                class="plain round"
                aria-label=${s(`rules.delete_alert`,{name:e.rule_name})}
                @click=${()=>void this.drop(e.id)}
              >
                ${m(T)}
              </button>`:r}
      </div>
    </li>`}async drop(e){let t={alert_id:e};await this.app.toasts.attempt(()=>this.app.api.call(`DELETE /api/alerts/{alert_id}`,{params:t}))&&(this.alerts=R(this.alerts??[],{id:e}))}async load(e){try{let t=await this.app.api.call(`GET /api/alerts`,{query:{limit:L,cursor:e}});this.alerts=e===null?t.alerts:[...this.alerts??[],...t.alerts],this.cursor=t.cursor,this.told=null}catch(e){this.told=k(e)}}};x([E({attribute:!1})],z.prototype,`app`,void 0),x([n()],z.prototype,`alerts`,void 0),x([n()],z.prototype,`cursor`,void 0),x([n()],z.prototype,`told`,void 0),z=x([u(`wf-alert-list`)],z);var B={name:``,kind:`keyword`,phrases:``,sounds_like:``,expressions:``,languages:``,speakers:[],silence_minutes:30,camera_ids:[],enabled:!0,schedule:[],cooldown_s:10,early:!1};function V(e){return{...e,kind:e.kind===`unknown`?`keyword`:e.kind,phrases:e.phrases.join(`
`),sounds_like:e.sounds_like.join(`
`),expressions:e.expressions.join(`
`),languages:e.languages.join(`, `)}}function H(e){return{phrases:X(e.phrases),sounds_like:X(e.sounds_like),expressions:X(e.expressions),languages:e.languages.split(/[\s,;]+/).filter(Boolean)}}function U(e){let{name:t,kind:n,enabled:r,cooldown_s:i,early:a,silence_minutes:o}=e;return{name:t.trim(),camera_ids:[...e.camera_ids],schedule:[...e.schedule],enabled:r,cooldown_s:i,...n===`keyword`?{...H(e),early:a}:{},...n===`silence`?{silence_minutes:o}:{speakers:[...e.speakers]}}}function W(e,t){let n=new Map(Object.entries(U(e))),r=Object.entries(U(t)).filter(([e,t])=>!I(n.get(e),t));return r.length===0?null:Object.fromEntries(r)}function G(e){return{...U(e),kind:e.kind}}function K(e){if(e.name.trim()===``)return!0;switch(e.kind){case`speaker`:return e.speakers.length===0;case`silence`:return e.silence_minutes<1;default:return!q(e)}}function q(e){let{phrases:t,sounds_like:n,expressions:r}=H(e);return t.length+n.length+r.length>0}function J(e,t){return e.includes(t)?e.filter(e=>e!==t):[...e,t]}function Y(e,t){let n=Array.from(e),r=(e,t)=>n.slice(e,t).join(``),i=[],a=0;for(let{pattern:e,start:n,end:o}of t.toSorted((e,t)=>e.start-t.start)){if(o<=a)continue;let t=Math.max(a,n);t>a&&i.push({text:r(a,t),pattern:null}),i.push({text:r(t,o),pattern:e}),a=o}return a<n.length&&i.push({text:r(a),pattern:null}),i}function X(e){return e.split(`
`).map(e=>e.trim()).filter(Boolean)}var Z=class extends i{constructor(...e){super(...e),this.text=``,this.segments=null,this.told=null}static{this.styles=[b,_,...D,v`
      mark {
        padding: 0 0.15rem;
        border-radius: 4px;
        background: color-mix(in srgb, var(--wf-accent) 35%, transparent);
        color: inherit;
      }
      blockquote {
        margin: 0;
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--wf-line);
        overflow-wrap: anywhere;
      }
      p {
        margin: 0;
      }
    `]}willUpdate(e){e.has(`draft`)&&(this.segments=this.told=null)}render(){let e=this.text.trim()!==``&&q(this.draft);return y`<form class="card" @submit=${this.attempt}>
      <h2>${s(`rules.try`)}</h2>
      <label>
        ${s(`rules.try_text`)}
        <textarea rows="2" .value=${this.text} @input=${this.typed}></textarea>
      </label>
      <div class="row"><button ?disabled=${!e}>${m(a)}${s(`rules.try_do`)}</button></div>
      <div class="stack" role="status">${this.segments===null?r:ne(this.segments)}</div>
      ${this.told===null?r:y`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}typed(e){this.text=e.target.value,this.segments=null}async attempt(e){e.preventDefault();let{text:t}=this;this.told=null;try{let e=H(this.draft),{matches:n}=await this.app.api.call(`POST /api/rules/try`,{body:{rule:e,text:t}});this.segments=Y(t,n)}catch(e){this.told=k(e)}}};x([E({attribute:!1})],Z.prototype,`app`,void 0),x([E({attribute:!1})],Z.prototype,`draft`,void 0),x([n()],Z.prototype,`text`,void 0),x([n()],Z.prototype,`segments`,void 0),x([n()],Z.prototype,`told`,void 0),Z=x([u(`wf-try-box`)],Z);function ne(e){let t=e.filter(({pattern:e})=>e!==null).length;return y`
    <p>${t===0?s(`rules.try_nothing`):s(`rules.try_found`,{count:t})}</p>
    <blockquote>
      ${e.map(({text:e,pattern:t})=>t===null?e:y`<mark title=${t}>${e}</mark>`)}
    </blockquote>
  `}var re=[`name`,`phrases`,`sounds_like`,`expressions`,`languages`],Q=class extends i{static{this.styles=[b,_,...D,v`
      :host {
        display: grid;
        gap: 1rem;
        max-width: 56rem;
        margin: 0 auto;
      }
      header h1 {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .choice {
        flex-direction: row;
        align-items: center;
        gap: 0.6rem;
        min-height: 2.5rem;
        font-weight: 400;
      }
    `]}constructor(){super(),this.rule=null,this.changed=()=>Promise.resolve(),this.draft=B,this.told=null,this.isSaving=!1,this.begun=B,this.leave=()=>void 0,this.drop=async()=>{let{rule:e}=this;e!==null&&await this.attempt(async()=>{let{name:t,armed:n}=e;await this.app.api.call(`DELETE /api/rules/{rule_id}`,{params:{rule_id:e.id}}),this.app.toasts.done(s(`rules.removed`,{name:t}),async()=>{await this.app.api.call(`POST /api/rules`,{body:{...G(V(e)),armed:n}}),await this.changed()})})},new w(this,()=>[this.app.cameras,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),this.leave=this.app.router.guard({isThere:()=>this.isChanged()})}disconnectedCallback(){this.leave(),super.disconnectedCallback()}willUpdate(e){if(!e.has(`rule`))return;let t=e.get(`rule`)?.id!==this.rule?.id,n=this.rule===null?B:V(this.rule);this.draft=t?n:F(this.draft,this.begun,n),this.begun=n,t&&(this.told=null)}isChanged(){return!I(this.draft,this.begun)}render(){let{draft:e,rule:t}=this;return y`
      <header class="row">
        <a class="button plain round" href="rules" aria-label=${s(`rules.all`)} title=${s(`rules.all`)}>
          ${m(ee)}
        </a>
        <h1>${t?.name??s(`rules.add`)}</h1>
        ${t===null?r:y`<button @click=${this.drop}>${m(T)}${s(`rules.remove`)}</button>`}
      </header>
      <form class="card" @submit=${this.save}>
        ${O({label:s(`rules.name`),name:`name`,told:this.told,value:e.name,required:!0,changed:e=>this.change({name:e})})}
        ${t===null?N({label:s(`rules.kind`),value:e.kind,options:[`keyword`,`speaker`,`silence`].map(e=>[e,s(`rules.kinds.${e}`)]),changed:e=>this.change({kind:e})}):r}
        ${this.renderKind()}
        ${this.renderChoices(s(`rules.cameras`),s(`rules.cameras_text`),this.app.cameras.get().value,`camera_ids`)}
        <wf-week-schedule
          label=${s(`rules.schedule`)}
          .slots=${e.schedule}
          @change=${e=>this.change({schedule:e.target.slots})}
        ></wf-week-schedule>
        ${M({label:s(`rules.cooldown`),hint:s(`rules.cooldown_text`),value:e.cooldown_s,min:0,max:86400,changed:e=>e!==null&&this.change({cooldown_s:e})})}
        <wf-switch
          label=${s(`rules.enabled`)}
          .checked=${e.enabled}
          @change=${()=>this.change({enabled:!e.enabled})}
        ></wf-switch>
        ${this.told===null||re.some(e=>P(this.told,e))?r:y`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button class="primary" ?disabled=${K(e)||this.isSaving}>
            ${m(p)}${s(`edit.save`)}
          </button>
          ${K(e)?y`<span class="hint">${s(`rules.needs.${e.kind}`)}</span>`:r}
        </div>
      </form>
      ${e.kind===`keyword`?y`<wf-try-box .app=${this.app} .draft=${e}></wf-try-box>`:r}
    `}renderKind(){let{draft:e}=this,t=this.renderChoices(s(`rules.speakers`),s(e.kind===`speaker`?`rules.speakers_needed`:`rules.speakers_text`),this.app.people.get().value,`speakers`);return e.kind===`speaker`?t:e.kind===`silence`?M({label:s(`rules.silence`),value:e.silence_minutes,min:1,max:1440,changed:e=>this.change({silence_minutes:e??0})}):y`
      ${[`phrases`,`sounds_like`,`expressions`].map(t=>y`<label>
            ${s(`rules.${t}`)}
            <textarea
              rows="2"
              spellcheck="false"
              aria-invalid=${P(this.told,t)?`true`:r}
              .value=${e[t]}
              @input=${e=>this.change({[t]:e.target.value})}
            ></textarea>
            ${A(this.told,t)??y`<span class="hint">${s(`rules.${t}_text`)}</span>`}
          </label>`)}
      ${O({label:s(`rules.languages`),hint:s(`rules.languages_text`),name:`languages`,told:this.told,value:e.languages,changed:e=>this.change({languages:e})})}
      ${t}
      <wf-switch
        label=${s(`rules.early`)}
        .checked=${e.early}
        @change=${()=>this.change({early:!e.early})}
      ></wf-switch>
    `}renderChoices(e,t,n,i){let a=this.draft[i];return y`<fieldset>
      <legend>${e}</legend>
      <p class="hint">${t}</p>
      ${(n??[]).map(({id:e,name:t})=>y`<label class="choice">
            <input
              type="checkbox"
              .checked=${a.includes(e)}
              @change=${()=>this.change({[i]:J(a,e)})}
            />
            ${t}
          </label>`)}
      ${n?.length===0?y`<p class="hint">${s(`rules.nobody`)}</p>`:r}
    </fieldset>`}change(e){this.draft={...this.draft,...e},this.told=null}async save(e){if(e.preventDefault(),this.isSaving)return;let{rule:t,draft:n}=this;await this.attempt(async()=>{let e=W(this.begun,n);t===null?await this.app.api.call(`POST /api/rules`,{body:G(n)}):e!==null&&await this.app.api.call(`PATCH /api/rules/{rule_id}`,{params:{rule_id:t.id},body:e}),this.app.toasts.done(s(`edit.saved`))})}async attempt(e){this.isSaving=!0,this.told=null;try{await e(),this.changed(),this.leave(),this.app.router.go(`rules`)}catch(e){this.told=k(e)}finally{this.isSaving=!1}await j(this)}};x([E({attribute:!1})],Q.prototype,`app`,void 0),x([E({attribute:!1})],Q.prototype,`rule`,void 0),x([E({attribute:!1})],Q.prototype,`changed`,void 0),x([n()],Q.prototype,`draft`,void 0),x([n()],Q.prototype,`told`,void 0),x([n()],Q.prototype,`isSaving`,void 0),Q=x([u(`wf-rule-editor`)],Q);var ie=`add`,$=class extends C{static{this.styles=[...C.styles,v`
      header,
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      header {
        justify-content: space-between;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
        gap: 1rem;
        margin: 1rem 0 1.5rem;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 0.75rem 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      p {
        margin: 0.25rem 0 0;
        color: var(--wf-muted);
        font-size: 0.9375rem;
        overflow-wrap: anywhere;
      }
    `]}constructor(){super(),this.rules=new c(async e=>(await this.app.api.call(`GET /api/rules`,{signal:e})).rules),this.leave=[],new w(this,()=>[this.rules,this.app.me])}connectedCallback(){super.connectedCallback(),this.leave=[`rules`,`resync`].map(e=>this.app.events.on(e,()=>void this.rules.load())),this.rules.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}render(){let e=this.place.params.rule,{value:t,error:n}=this.rules.get(),r=this.app.me.get();if(t===null||r===null)return this.renderNothingYet(n);if(e===void 0)return this.renderAll(t);let i=t.find(t=>t.id===e)??null;return S(r,`edit`)?i===null&&e!==ie?this.renderNotice(s(`rules.gone`)):y`<wf-rule-editor .app=${this.app} .rule=${i} .changed=${this.rules.load}></wf-rule-editor>`:this.renderNotice(s(`errors.forbidden`))}renderAll(n){let i=S(this.app.me.get(),`edit`),a=S(this.app.me.get(),`control`);return y`
      <header>
        <h1>${s(`nav.rules`)}</h1>
        <div class="actions">
          ${a&&n.length>1?y`<button @click=${()=>void this.arm(!0)}>${m(h)}${s(`rules.arm_all`)}</button>
                  <button @click=${()=>void this.arm(!1)}>${m(e)}${s(`rules.disarm_all`)}</button>`:r}
          ${i?y`<a class="button primary" href="rules/add">${m(t)}${s(`rules.add`)}</a>`:r}
        </div>
      </header>
      ${n.length===0?y`<wf-notice
              .icon=${d}
              heading=${s(`rules.none`)}
              text=${s(`rules.none_text`)}
            ></wf-notice>`:y`<ul>
              ${n.map(e=>this.renderRule(e,i,a))}
            </ul>`}
      <wf-alert-list .app=${this.app}></wf-alert-list>
    `}renderRule(e,t,n){return y`<li>
      <h2>${t?y`<a href="rules/${encodeURIComponent(e.id)}">${e.name}</a>`:e.name}</h2>
      <p>${ae(e)}</p>
      ${e.enabled?r:y`<p>${s(`rules.disabled`)}</p>`}
      <wf-switch
        label=${s(`rules.armed`)}
        .checked=${e.armed}
        ?disabled=${!n}
        @change=${()=>void this.arm(!e.armed,[e.id])}
      ></wf-switch>
    </li>`}async arm(e,t){let n=t===void 0?{armed:e}:{armed:e,rule_ids:t};await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/rules/arm`,{body:n})),await this.rules.load()}renderNotice(e){return y`<h1 class="hidden-text">${e}</h1>
      <wf-notice .icon=${l} heading=${e}>
        <a class="button primary" href="rules">${s(`rules.all`)}</a>
      </wf-notice>`}renderNothingYet(e){return y`<h1>${s(`nav.rules`)}</h1>
      ${e===null?y`<p role="status">${s(`loading`)}</p>`:y`<wf-notice .icon=${d} heading=${s(`failure.title`)} text=${o(e)}>
              <button class="primary" @click=${this.rules.load}>${s(`failure.retry`)}</button>
            </wf-notice>`}`}};$=x([u(`wf-rules-page`)],$);function ae(e){let t=[...e.phrases,...e.sounds_like,...e.expressions];return e.kind===`silence`?s(`rules.is_silence`,{count:e.silence_minutes}):e.kind===`speaker`?s(`rules.kinds.speaker`):t.map(e=>`“${e}”`).join(`, `)}export{$ as RulesPage};