import{C as e,D as t,Dt as n,E as r,M as i,P as a,Q as o,Qt as ee,T as s,Wt as c,b as l,en as te,et as u,f as d,i as f,j as p,k as m,m as h,o as g,r as _,s as v,t as y,tt as b,vt as x,w as S,yn as C,yt as w,z as T,zt as E}from"./shell-ByTqqPMM.js";import{a as D,c as O,d as k,f as A,i as j,l as M,m as N,o as P,p as F,s as I,u as ne}from"./common-D35F0Fmm.js";import"./week-schedule-_bvQ-uq-.js";var L=30;function R(e,t){let n=e.filter(({id:e})=>String(e)!==String(t.id));return`rule_name`in t?[t,...n].sort((e,t)=>t.at_ms-e.at_ms||t.id-e.id):n}var z=class extends r{static{this.styles=[g,f,p`
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
    `]}constructor(){super(),this.alerts=null,this.cursor=null,this.told=null,this.leave=[],new C(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback();let{events:e}=this.app;this.leave=[e.on(`alert`,e=>this.alerts!==null&&(this.alerts=R(this.alerts,e))),e.on(`resync`,()=>void this.load(null))],this.load(null)}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}render(){let{alerts:e}=this;return m`<section aria-labelledby="heading">
      <h2 id="heading">${a(`rules.alerts`)}</h2>
      ${this.told===null?t:m`<wf-problem .told=${this.told}></wf-problem>
              <button @click=${()=>void this.load(null)}>${a(`failure.retry`)}</button>`}
      ${e===null?this.told===null?m`<p role="status">${a(`loading`)}</p>`:t:e.length===0?m`<p class="hint">${a(`rules.no_alerts`)}</p>`:m`<ul>
                ${h(e,({id:e})=>e,e=>this.renderAlert(e))}
              </ul>`}
      ${this.cursor===null?t:m`<button @click=${()=>void this.load(this.cursor)}>${a(`rules.more`)}</button>`}
    </section>`}renderAlert(e){let n={alert_id:e.id},r=this.app.cameras.find(e.camera_id)?.name??e.camera_id,{phase:i}=e,o=i===`early`||i===`withdrawn`;return m`<li class=${i}>
      ${e.has_picture?m`<img
              src=${this.app.api.url(`GET /api/alerts/{alert_id}/picture.jpg`,{params:n})}
              alt=""
              loading="lazy"
            />`:m`<div class="blank"></div>`}
      <div class="text">
        <strong>${e.rule_name}</strong>
        ${e.line===null?t:m`<p>“${e.line.text}”</p>`}
        <p class="hint">${r} · ${d(e.at_ms)}${o?` · ${a(`rules.phase.${i}`)}`:t}</p>
      </div>
      <div class="actions">
        <a
          class="button plain round"
          href="timeline/${encodeURIComponent(e.camera_id)}?at=${e.clip_start_ms}"
          aria-label=${a(`rules.play`,{name:e.rule_name})}
        >
          ${l(ee)}
        </a>
        ${v(this.app.me.get(),`edit`)?m`<button
                class="plain round"
                aria-label=${a(`rules.delete_alert`,{name:e.rule_name})}
                @click=${()=>void this.drop(e.id)}
              >
                ${l(w)}
              </button>`:t}
      </div>
    </li>`}async drop(e){let t={alert_id:e};await this.app.toasts.attempt(()=>this.app.api.call(`DELETE /api/alerts/{alert_id}`,{params:t}))&&(this.alerts=R(this.alerts??[],{id:e}))}async load(e){try{let t=await this.app.api.call(`GET /api/alerts`,{query:{limit:L,cursor:e}});this.alerts=e===null?t.alerts:[...this.alerts??[],...t.alerts],this.cursor=t.cursor,this.told=null}catch(e){this.told=A(e)}}};_([S({attribute:!1})],z.prototype,`app`,void 0),_([e()],z.prototype,`alerts`,void 0),_([e()],z.prototype,`cursor`,void 0),_([e()],z.prototype,`told`,void 0),z=_([s(`wf-alert-list`)],z);var B={name:``,kind:`keyword`,phrases:``,sounds_like:``,expressions:``,languages:``,speakers:[],silence_minutes:30,camera_ids:[],enabled:!0,schedule:[],cooldown_s:10,early:!1};function V(e){return{...e,kind:e.kind===`unknown`?`keyword`:e.kind,phrases:e.phrases.join(`
`),sounds_like:e.sounds_like.join(`
`),expressions:e.expressions.join(`
`),languages:e.languages.join(`, `)}}function H(e){return{phrases:X(e.phrases),sounds_like:X(e.sounds_like),expressions:X(e.expressions),languages:e.languages.split(/[\s,;]+/).filter(Boolean)}}function U(e){let{name:t,kind:n,enabled:r,cooldown_s:i,early:a,silence_minutes:o}=e;return{name:t.trim(),camera_ids:[...e.camera_ids],schedule:[...e.schedule],enabled:r,cooldown_s:i,...n===`keyword`?{...H(e),early:a}:{},...n===`silence`?{silence_minutes:o}:{speakers:[...e.speakers]}}}function W(e,t){let n=new Map(Object.entries(U(e))),r=Object.entries(U(t)).filter(([e,t])=>!F(n.get(e),t));return r.length===0?null:Object.fromEntries(r)}function G(e){return{...U(e),kind:e.kind}}function K(e){if(e.name.trim()===``)return!0;switch(e.kind){case`speaker`:return e.speakers.length===0;case`silence`:return e.silence_minutes<1;default:return!q(e)}}function q(e){let{phrases:t,sounds_like:n,expressions:r}=H(e);return t.length+n.length+r.length>0}function J(e,t){return e.includes(t)?e.filter(e=>e!==t):[...e,t]}function Y(e,t){let n=Array.from(e),r=(e,t)=>n.slice(e,t).join(``),i=[],a=0;for(let{pattern:e,start:n,end:o}of t.toSorted((e,t)=>e.start-t.start)){if(o<=a)continue;let t=Math.max(a,n);t>a&&i.push({text:r(a,t),pattern:null}),i.push({text:r(t,o),pattern:e}),a=o}return a<n.length&&i.push({text:r(a),pattern:null}),i}function X(e){return e.split(`
`).map(e=>e.trim()).filter(Boolean)}var Z=class extends r{constructor(...e){super(...e),this.text=``,this.segments=null,this.told=null}static{this.styles=[g,f,...D,p`
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
    `]}willUpdate(e){e.has(`draft`)&&(this.segments=this.told=null)}render(){let e=this.text.trim()!==``&&q(this.draft);return m`<form class="card" @submit=${this.attempt}>
      <h2>${a(`rules.try`)}</h2>
      <label>
        ${a(`rules.try_text`)}
        <textarea rows="2" .value=${this.text} @input=${this.typed}></textarea>
      </label>
      <div class="row"><button ?disabled=${!e}>${l(n)}${a(`rules.try_do`)}</button></div>
      <div class="stack" role="status">${this.segments===null?t:re(this.segments)}</div>
      ${this.told===null?t:m`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}typed(e){this.text=e.target.value,this.segments=null}async attempt(e){e.preventDefault();let{text:t}=this;this.told=null;try{let e=H(this.draft),{matches:n}=await this.app.api.call(`POST /api/rules/try`,{body:{rule:e,text:t}});this.segments=Y(t,n)}catch(e){this.told=A(e)}}};_([S({attribute:!1})],Z.prototype,`app`,void 0),_([S({attribute:!1})],Z.prototype,`draft`,void 0),_([e()],Z.prototype,`text`,void 0),_([e()],Z.prototype,`segments`,void 0),_([e()],Z.prototype,`told`,void 0),Z=_([s(`wf-try-box`)],Z);function re(e){let t=e.filter(({pattern:e})=>e!==null).length;return m`
    <p>${t===0?a(`rules.try_nothing`):a(`rules.try_found`,{count:t})}</p>
    <blockquote>
      ${e.map(({text:e,pattern:t})=>t===null?e:m`<mark title=${t}>${e}</mark>`)}
    </blockquote>
  `}var ie=[`name`,`phrases`,`sounds_like`,`expressions`,`languages`],Q=class extends r{static{this.styles=[g,f,...D,p`
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
    `]}constructor(){super(),this.rule=null,this.changed=()=>Promise.resolve(),this.draft=B,this.told=null,this.isSaving=!1,this.begun=B,this.leave=()=>void 0,this.drop=async()=>{let{rule:e}=this;e!==null&&await this.attempt(async()=>{let{name:t,armed:n}=e;await this.app.api.call(`DELETE /api/rules/{rule_id}`,{params:{rule_id:e.id}}),this.app.toasts.done(a(`rules.removed`,{name:t}),async()=>{await this.app.api.call(`POST /api/rules`,{body:{...G(V(e)),armed:n}}),await this.changed()})})},new C(this,()=>[this.app.cameras,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want(),this.guard()}guard(){this.leave(),this.leave=this.app.router.guard({isThere:()=>this.isChanged()})}disconnectedCallback(){this.leave(),super.disconnectedCallback()}willUpdate(e){if(!e.has(`rule`))return;let t=e.get(`rule`)?.id!==this.rule?.id,n=this.rule===null?B:V(this.rule);this.draft=t?n:N(this.draft,this.begun,n),this.begun=n,t&&(this.told=null,this.guard())}isChanged(){return!F(this.draft,this.begun)}render(){let{draft:e,rule:n}=this;return m`
      <header class="row">
        <a class="button plain round" href="rules" aria-label=${a(`rules.all`)} title=${a(`rules.all`)}>
          ${l(o)}
        </a>
        <h1>${n?.name??a(`rules.add`)}</h1>
        ${n===null?t:m`<button @click=${this.drop}>${l(w)}${a(`rules.remove`)}</button>`}
      </header>
      <form class="card" @submit=${this.save}>
        ${O({label:a(`rules.name`),name:`name`,told:this.told,value:e.name,required:!0,changed:e=>this.change({name:e})})}
        ${n===null?I({label:a(`rules.kind`),value:e.kind,options:[`keyword`,`speaker`,`silence`].map(e=>[e,a(`rules.kinds.${e}`)]),changed:e=>this.change({kind:e})}):t}
        ${this.renderKind()}
        ${this.renderChoices(a(`rules.cameras`),a(`rules.cameras_text`),this.app.cameras.get().value,`camera_ids`)}
        <wf-week-schedule
          label=${a(`rules.schedule`)}
          .slots=${e.schedule}
          @change=${e=>this.change({schedule:e.target.slots})}
        ></wf-week-schedule>
        ${P({label:a(`rules.cooldown`),hint:a(`rules.cooldown_text`),value:e.cooldown_s,min:0,max:86400,changed:e=>e!==null&&this.change({cooldown_s:e})})}
        <wf-switch
          label=${a(`rules.enabled`)}
          .checked=${e.enabled}
          @change=${()=>this.change({enabled:!e.enabled})}
        ></wf-switch>
        ${this.told===null||k(this.told,ie)?t:m`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button class="primary" ?disabled=${K(e)||this.isSaving}>
            ${l(x)}${a(`edit.save`)}
          </button>
          ${K(e)?m`<span class="hint">${a(`rules.needs.${e.kind}`)}</span>`:t}
        </div>
      </form>
      ${e.kind===`keyword`?m`<wf-try-box .app=${this.app} .draft=${e}></wf-try-box>`:t}
    `}renderKind(){let{draft:e}=this,n=this.renderChoices(a(`rules.speakers`),a(e.kind===`speaker`?`rules.speakers_needed`:`rules.speakers_text`),this.app.people.get().value,`speakers`);return e.kind===`speaker`?n:e.kind===`silence`?P({label:a(`rules.silence`),value:e.silence_minutes,min:1,max:1440,changed:e=>this.change({silence_minutes:e??0})}):m`
      ${[`phrases`,`sounds_like`,`expressions`].map(n=>m`<label>
            ${a(`rules.${n}`)}
            <textarea
              rows="2"
              spellcheck="false"
              aria-invalid=${ne(this.told,n)?`true`:t}
              .value=${e[n]}
              @input=${e=>this.change({[n]:e.target.value})}
            ></textarea>
            ${j(this.told,n)??m`<span class="hint">${a(`rules.${n}_text`)}</span>`}
          </label>`)}
      ${O({label:a(`rules.languages`),hint:a(`rules.languages_text`),name:`languages`,told:this.told,value:e.languages,changed:e=>this.change({languages:e})})}
      ${n}
      <wf-switch
        label=${a(`rules.early`)}
        .checked=${e.early}
        @change=${()=>this.change({early:!e.early})}
      ></wf-switch>
    `}renderChoices(e,n,r,i){let o=this.draft[i];return m`<fieldset>
      <legend>${e}</legend>
      <p class="hint">${n}</p>
      ${(r??[]).map(({id:e,name:t})=>m`<label class="choice">
            <input
              type="checkbox"
              .checked=${o.includes(e)}
              @change=${()=>this.change({[i]:J(o,e)})}
            />
            ${t}
          </label>`)}
      ${r?.length===0?m`<p class="hint">${a(`rules.nobody`)}</p>`:t}
    </fieldset>`}change(e){this.draft={...this.draft,...e},this.told=null}async save(e){if(e.preventDefault(),this.isSaving)return;let{rule:t,draft:n}=this;await this.attempt(async()=>{let e=W(this.begun,n);t===null?await this.app.api.call(`POST /api/rules`,{body:G(n)}):e!==null&&await this.app.api.call(`PATCH /api/rules/{rule_id}`,{params:{rule_id:t.id},body:e}),this.app.toasts.done(a(`edit.saved`))})}async attempt(e){this.isSaving=!0,this.told=null;try{await e(),this.changed(),this.leave(),this.app.router.go(`rules`)}catch(e){this.told=A(e)}finally{this.isSaving=!1}await M(this)}};_([S({attribute:!1})],Q.prototype,`app`,void 0),_([S({attribute:!1})],Q.prototype,`rule`,void 0),_([S({attribute:!1})],Q.prototype,`changed`,void 0),_([e()],Q.prototype,`draft`,void 0),_([e()],Q.prototype,`told`,void 0),_([e()],Q.prototype,`isSaving`,void 0),Q=_([s(`wf-rule-editor`)],Q);var ae=`add`,$=class extends y{static{this.styles=[...y.styles,p`
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
    `]}constructor(){super(),this.rules=new T(async e=>(await this.app.api.call(`GET /api/rules`,{signal:e})).rules),this.leave=[],new C(this,()=>[this.rules,this.app.me])}connectedCallback(){super.connectedCallback(),this.leave=[`rules`,`resync`].map(e=>this.app.events.on(e,()=>void this.rules.load())),this.rules.load()}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}render(){let e=this.place.params.rule,{value:t,error:n}=this.rules.get(),r=this.app.me.get();if(t===null||r===null)return this.renderNothingYet(n);if(e===void 0)return this.renderAll(t);let i=t.find(t=>t.id===e)??null;return v(r,`edit`)?i===null&&e!==ae?this.renderNotice(a(`rules.gone`)):m`<wf-rule-editor .app=${this.app} .rule=${i} .changed=${this.rules.load}></wf-rule-editor>`:this.renderNotice(a(`errors.forbidden`))}renderAll(e){let n=v(this.app.me.get(),`edit`),r=v(this.app.me.get(),`control`);return m`
      <header>
        <h1>${a(`nav.rules`)}</h1>
        <div class="actions">
          ${r&&e.length>1?m`<button @click=${()=>void this.arm(!0)}>${l(b)}${a(`rules.arm_all`)}</button>
                  <button @click=${()=>void this.arm(!1)}>${l(u)}${a(`rules.disarm_all`)}</button>`:t}
          ${n?m`<a class="button primary" href="rules/add">${l(te)}${a(`rules.add`)}</a>`:t}
        </div>
      </header>
      ${e.length===0?m`<wf-notice
              .icon=${c}
              heading=${a(`rules.none`)}
              text=${a(`rules.none_text`)}
            ></wf-notice>`:m`<ul>
              ${e.map(e=>this.renderRule(e,n,r))}
            </ul>`}
      <wf-alert-list .app=${this.app}></wf-alert-list>
    `}renderRule(e,n,r){return m`<li>
      <h2>${n?m`<a href="rules/${encodeURIComponent(e.id)}">${e.name}</a>`:e.name}</h2>
      <p>${oe(e)}</p>
      ${e.enabled?t:m`<p>${a(`rules.disabled`)}</p>`}
      <wf-switch
        label=${a(`rules.armed`)}
        .checked=${e.armed}
        ?disabled=${!r}
        @change=${()=>void this.arm(!e.armed,[e.id])}
      ></wf-switch>
    </li>`}async arm(e,t){let n=t===void 0?{armed:e}:{armed:e,rule_ids:t};await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/rules/arm`,{body:n})),await this.rules.load()}renderNotice(e){return m`<h1 class="hidden-text">${e}</h1>
      <wf-notice .icon=${E} heading=${e}>
        <a class="button primary" href="rules">${a(`rules.all`)}</a>
      </wf-notice>`}renderNothingYet(e){return m`<h1>${a(`nav.rules`)}</h1>
      ${e===null?m`<p role="status">${a(`loading`)}</p>`:m`<wf-notice .icon=${c} heading=${a(`failure.title`)} text=${i(e)}>
              <button class="primary" @click=${this.rules.load}>${a(`failure.retry`)}</button>
            </wf-notice>`}`}};$=_([s(`wf-rules-page`)],$);function oe(e){let t=[...e.phrases,...e.sounds_like,...e.expressions];return e.kind===`silence`?a(`rules.is_silence`,{count:e.silence_minutes}):e.kind===`speaker`?a(`rules.kinds.speaker`):t.map(e=>`“${e}”`).join(`, `)}export{$ as RulesPage};