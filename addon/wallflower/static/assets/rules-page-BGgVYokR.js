import{B as e,C as t,H as n,It as r,Kt as i,O as a,U as o,Wt as s,_ as c,g as l,h as u,i as d,kt as f,lt as p,m,n as h,t as g,ut as _,v,w as y,x as b,y as x,yt as S}from"./decorate-DQJKDT0g.js";import{t as C}from"./remote-CkOU22TJ.js";import{t as w}from"./rights-KL0q-kIB.js";import{n as T}from"./store-D0-sJLqh.js";import{t as E}from"./notice-C2iW6REb.js";import{t as D}from"./page-reyvvdgm.js";import"./switch-D5yfH_l7.js";import{a as O}from"./format-CJvLajJV.js";import{a as k,i as A,n as j,r as M,t as N}from"./problem-BRJCmJVL.js";import"./week-schedule-BInyCJaa.js";var P=30;function F(e,t){let n=e.filter(({id:e})=>String(e)!==String(t.id));return`rule_name`in t?[t,...n].sort((e,t)=>t.at_ms-e.at_ms||t.id-e.id):n}var I=class extends v{static{this.styles=[d,h,t`
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
    `]}constructor(){super(),this.alerts=null,this.cursor=null,this.told=null,this.leave=[],new T(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback();let{events:e}=this.app;this.leave=[e.on(`alert`,e=>this.alerts!==null&&(this.alerts=F(this.alerts,e))),e.on(`resync`,()=>void this.load(null))],this.load(null)}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}render(){let{alerts:e}=this;return b`<section aria-labelledby="heading">
      <h2 id="heading">${a(`rules.alerts`)}</h2>
      ${this.told===null?x:b`<wf-problem .told=${this.told}></wf-problem>
              <button @click=${()=>void this.load(null)}>${a(`failure.retry`)}</button>`}
      ${e===null?this.told===null?b`<p role="status">${a(`loading`)}</p>`:x:e.length===0?b`<p class="hint">${a(`rules.no_alerts`)}</p>`:b`<ul>
                ${E(e,({id:e})=>e,e=>this.renderAlert(e))}
              </ul>`}
      ${this.cursor===null?x:b`<button @click=${()=>void this.load(this.cursor)}>${a(`rules.more`)}</button>`}
    </section>`}renderAlert(e){let t={alert_id:e.id},n=this.app.cameras.find(e.camera_id)?.name??e.camera_id,{phase:r}=e,i=r===`early`||r===`withdrawn`;return b`<li class=${r}>
      ${e.has_picture?b`<img
              src=${this.app.api.url(`GET /api/alerts/{alert_id}/picture.jpg`,{params:t})}
              alt=""
              loading="lazy"
            />`:b`<div class="blank"></div>`}
      <div class="text">
        <strong>${e.rule_name}</strong>
        ${e.line===null?x:b`<p>“${e.line.text}”</p>`}
        <p class="hint">${n} · ${O(e.at_ms)}${i?` · ${a(`rules.phase.${r}`)}`:x}</p>
      </div>
      <div class="actions">
        <a
          class="button plain round"
          href="timeline/${encodeURIComponent(e.camera_id)}?at=${e.clip_start_ms}"
          aria-label=${a(`rules.play`,{name:e.rule_name})}
        >
          ${m(s)}
        </a>
        ${w(this.app.me.get(),`edit`)?b`<button
                class="plain round"
                aria-label=${a(`rules.delete_alert`,{name:e.rule_name})}
                @click=${()=>void this.drop(e.id)}
              >
                ${m(_)}
              </button>`:x}
      </div>
    </li>`}async drop(e){let t={alert_id:e};await this.app.toasts.attempt(()=>this.app.api.call(`DELETE /api/alerts/{alert_id}`,{params:t}))&&(this.alerts=F(this.alerts??[],{id:e}))}async load(e){try{let t=await this.app.api.call(`GET /api/alerts`,{query:{limit:P,cursor:e}});this.alerts=e===null?t.alerts:[...this.alerts??[],...t.alerts],this.cursor=t.cursor,this.told=null}catch(e){this.told=N(e)}}};g([l({attribute:!1})],I.prototype,`app`,void 0),g([u()],I.prototype,`alerts`,void 0),g([u()],I.prototype,`cursor`,void 0),g([u()],I.prototype,`told`,void 0),I=g([c(`wf-alert-list`)],I);var L={name:``,kind:`keyword`,phrases:``,sounds_like:``,expressions:``,languages:``,speakers:[],silence_minutes:30,camera_ids:[],enabled:!0,schedule:[],cooldown_s:10,early:!1};function R(e){return{...e,kind:e.kind===`unknown`?`keyword`:e.kind,phrases:e.phrases.join(`
`),sounds_like:e.sounds_like.join(`
`),expressions:e.expressions.join(`
`),languages:e.languages.join(`, `)}}function z(e){return{phrases:K(e.phrases),sounds_like:K(e.sounds_like),expressions:K(e.expressions),languages:e.languages.split(/[\s,;]+/).filter(Boolean)}}function B(e){let{name:t,kind:n,enabled:r,cooldown_s:i,early:a,silence_minutes:o}=e;return{name:t.trim(),camera_ids:[...e.camera_ids],schedule:[...e.schedule],enabled:r,cooldown_s:i,...n===`keyword`?{...z(e),early:a}:{},...n===`silence`?{silence_minutes:o}:{speakers:[...e.speakers]}}}function V(e){return{...B(e),kind:e.kind}}function H(e){if(e.name.trim()===``)return!0;switch(e.kind){case`speaker`:return e.speakers.length===0;case`silence`:return e.silence_minutes<1;default:return!U(e)}}function U(e){let{phrases:t,sounds_like:n,expressions:r}=z(e);return t.length+n.length+r.length>0}function W(e,t){return e.includes(t)?e.filter(e=>e!==t):[...e,t]}function G(e,t){let n=Array.from(e),r=(e,t)=>n.slice(e,t).join(``),i=[],a=0;for(let{pattern:e,start:n,end:o}of t.toSorted((e,t)=>e.start-t.start)){if(o<=a)continue;let t=Math.max(a,n);t>a&&i.push({text:r(a,t),pattern:null}),i.push({text:r(t,o),pattern:e}),a=o}return a<n.length&&i.push({text:r(a),pattern:null}),i}function K(e){return e.split(`
`).map(e=>e.trim()).filter(Boolean)}var q=class extends v{constructor(...e){super(...e),this.text=``,this.segments=null,this.told=null}static{this.styles=[d,h,...j,t`
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
    `]}willUpdate(e){e.has(`draft`)&&(this.segments=this.told=null)}render(){let e=this.text.trim()!==``&&U(this.draft);return b`<form class="card" @submit=${this.attempt}>
      <h2>${a(`rules.try`)}</h2>
      <label>
        ${a(`rules.try_text`)}
        <textarea rows="2" .value=${this.text} @input=${this.typed}></textarea>
      </label>
      <div class="row"><button ?disabled=${!e}>${m(S)}${a(`rules.try_do`)}</button></div>
      <div class="stack" role="status">${this.segments===null?x:J(this.segments)}</div>
      ${this.told===null?x:b`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}typed(e){this.text=e.target.value,this.segments=null}async attempt(e){e.preventDefault();let{text:t}=this;this.told=null;try{let e=z(this.draft),{matches:n}=await this.app.api.call(`POST /api/rules/try`,{body:{rule:e,text:t}});this.segments=G(t,n)}catch(e){this.told=N(e)}}};g([l({attribute:!1})],q.prototype,`app`,void 0),g([l({attribute:!1})],q.prototype,`draft`,void 0),g([u()],q.prototype,`text`,void 0),g([u()],q.prototype,`segments`,void 0),g([u()],q.prototype,`told`,void 0),q=g([c(`wf-try-box`)],q);function J(e){let t=e.filter(({pattern:e})=>e!==null).length;return b`
    <p>${t===0?a(`rules.try_nothing`):a(`rules.try_found`,{count:t})}</p>
    <blockquote>
      ${e.map(({text:e,pattern:t})=>t===null?e:b`<mark title=${t}>${e}</mark>`)}
    </blockquote>
  `}var Y=class extends v{static{this.styles=[d,h,...j,t`
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
    `]}constructor(){super(),this.rule=null,this.changed=()=>Promise.resolve(),this.draft=L,this.told=null,this.isSaving=!1,this.drop=async()=>{let{rule:e}=this;e!==null&&await this.attempt(async()=>{let{name:t,armed:n}=e;await this.app.api.call(`DELETE /api/rules/{rule_id}`,{params:{rule_id:e.id}}),this.app.toasts.done(a(`rules.removed`,{name:t}),async()=>{await this.app.api.call(`POST /api/rules`,{body:{...V(R(e)),armed:n}}),await this.changed()})})},new T(this,()=>[this.app.cameras,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}willUpdate(e){e.has(`rule`)&&e.get(`rule`)?.id!==this.rule?.id&&(this.draft=this.rule===null?L:R(this.rule),this.told=null)}render(){let{draft:t,rule:n}=this;return b`
      <header class="row">
        <a class="button plain round" href="rules" aria-label=${a(`rules.all`)} title=${a(`rules.all`)}>
          ${m(e)}
        </a>
        <h1>${n?.name??a(`rules.add`)}</h1>
        ${n===null?x:b`<button @click=${this.drop}>${m(_)}${a(`rules.remove`)}</button>`}
      </header>
      <form class="card" @submit=${this.save}>
        ${k({label:a(`rules.name`),value:t.name,required:!0,changed:e=>this.change({name:e})})}
        ${n===null?A({label:a(`rules.kind`),value:t.kind,options:[`keyword`,`speaker`,`silence`].map(e=>[e,a(`rules.kinds.${e}`)]),changed:e=>this.change({kind:e})}):x}
        ${this.renderKind()}
        ${this.renderChoices(a(`rules.cameras`),a(`rules.cameras_text`),this.app.cameras.get().value,`camera_ids`)}
        <wf-week-schedule
          label=${a(`rules.schedule`)}
          .slots=${t.schedule}
          @change=${e=>this.change({schedule:e.target.slots})}
        ></wf-week-schedule>
        ${M({label:a(`rules.cooldown`),hint:a(`rules.cooldown_text`),value:t.cooldown_s,min:0,max:86400,changed:e=>e!==null&&this.change({cooldown_s:e})})}
        <wf-switch
          label=${a(`rules.enabled`)}
          .checked=${t.enabled}
          @change=${()=>this.change({enabled:!t.enabled})}
        ></wf-switch>
        ${this.told===null?x:b`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button class="primary" ?disabled=${H(t)||this.isSaving}>
            ${m(p)}${a(`edit.save`)}
          </button>
          ${H(t)?b`<span class="hint">${a(`rules.needs.${t.kind}`)}</span>`:x}
        </div>
      </form>
      ${t.kind===`keyword`?b`<wf-try-box .app=${this.app} .draft=${t}></wf-try-box>`:x}
    `}renderKind(){let{draft:e}=this,t=this.renderChoices(a(`rules.speakers`),a(e.kind===`speaker`?`rules.speakers_needed`:`rules.speakers_text`),this.app.people.get().value,`speakers`);return e.kind===`speaker`?t:e.kind===`silence`?M({label:a(`rules.silence`),value:e.silence_minutes,min:1,max:1440,changed:e=>this.change({silence_minutes:e??0})}):b`
      ${[`phrases`,`sounds_like`,`expressions`].map(t=>b`<label>
            ${a(`rules.${t}`)}
            <textarea
              rows="2"
              spellcheck="false"
              .value=${e[t]}
              @input=${e=>this.change({[t]:e.target.value})}
            ></textarea>
            <span class="hint">${a(`rules.${t}_text`)}</span>
          </label>`)}
      ${k({label:a(`rules.languages`),hint:a(`rules.languages_text`),value:e.languages,changed:e=>this.change({languages:e})})}
      ${t}
      <wf-switch
        label=${a(`rules.early`)}
        .checked=${e.early}
        @change=${()=>this.change({early:!e.early})}
      ></wf-switch>
    `}renderChoices(e,t,n,r){let i=this.draft[r];return b`<fieldset>
      <legend>${e}</legend>
      <p class="hint">${t}</p>
      ${(n??[]).map(({id:e,name:t})=>b`<label class="choice">
            <input
              type="checkbox"
              .checked=${i.includes(e)}
              @change=${()=>this.change({[r]:W(i,e)})}
            />
            ${t}
          </label>`)}
      ${n?.length===0?b`<p class="hint">${a(`rules.nobody`)}</p>`:x}
    </fieldset>`}change(e){this.draft={...this.draft,...e}}async save(e){e.preventDefault();let{rule:t,draft:n}=this;await this.attempt(async()=>{t===null?await this.app.api.call(`POST /api/rules`,{body:V(n)}):await this.app.api.call(`PATCH /api/rules/{rule_id}`,{params:{rule_id:t.id},body:B(n)}),this.app.toasts.done(a(`edit.saved`))})}async attempt(e){this.isSaving=!0,this.told=null;try{await e(),this.changed(),this.app.router.go(`rules`)}catch(e){this.told=N(e)}finally{this.isSaving=!1}}};g([l({attribute:!1})],Y.prototype,`app`,void 0),g([l({attribute:!1})],Y.prototype,`rule`,void 0),g([l({attribute:!1})],Y.prototype,`changed`,void 0),g([u()],Y.prototype,`draft`,void 0),g([u()],Y.prototype,`told`,void 0),g([u()],Y.prototype,`isSaving`,void 0),Y=g([c(`wf-rule-editor`)],Y);var X=`add`,Z=class extends D{static{this.styles=[...D.styles,t`
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
    `]}constructor(){super(),this.rules=new C(async e=>(await this.app.api.call(`GET /api/rules`,{signal:e})).rules),new T(this,()=>[this.rules,this.app.me])}connectedCallback(){super.connectedCallback(),this.rules.load()}render(){let e=this.place.params.rule,{value:t,error:n}=this.rules.get(),r=this.app.me.get();if(t===null||r===null)return this.renderNothingYet(n);if(e===void 0)return this.renderAll(t);let i=t.find(t=>t.id===e)??null;return w(r,`edit`)?i===null&&e!==X?this.renderNotice(a(`rules.gone`)):b`<wf-rule-editor .app=${this.app} .rule=${i} .changed=${this.rules.load}></wf-rule-editor>`:this.renderNotice(a(`errors.forbidden`))}renderAll(e){let t=w(this.app.me.get(),`edit`),s=w(this.app.me.get(),`control`);return b`
      <header>
        <h1>${a(`nav.rules`)}</h1>
        <div class="actions">
          ${s&&e.length>1?b`<button @click=${()=>void this.arm(!0)}>${m(o)}${a(`rules.arm_all`)}</button>
                  <button @click=${()=>void this.arm(!1)}>${m(n)}${a(`rules.disarm_all`)}</button>`:x}
          ${t?b`<a class="button primary" href="rules/add">${m(i)}${a(`rules.add`)}</a>`:x}
        </div>
      </header>
      ${e.length===0?b`<wf-notice
              .icon=${r}
              heading=${a(`rules.none`)}
              text=${a(`rules.none_text`)}
            ></wf-notice>`:b`<ul>
              ${e.map(e=>this.renderRule(e,t,s))}
            </ul>`}
      <wf-alert-list .app=${this.app}></wf-alert-list>
    `}renderRule(e,t,n){return b`<li>
      <h2>${t?b`<a href="rules/${encodeURIComponent(e.id)}">${e.name}</a>`:e.name}</h2>
      <p>${Q(e)}</p>
      ${e.enabled?x:b`<p>${a(`rules.disabled`)}</p>`}
      <wf-switch
        label=${a(`rules.armed`)}
        .checked=${e.armed}
        ?disabled=${!n}
        @change=${()=>void this.arm(!e.armed,[e.id])}
      ></wf-switch>
    </li>`}async arm(e,t){let n=t===void 0?{armed:e}:{armed:e,rule_ids:t};await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/rules/arm`,{body:n})),await this.rules.load()}renderNotice(e){return b`<h1 class="hidden-text">${e}</h1>
      <wf-notice .icon=${f} heading=${e}>
        <a class="button primary" href="rules">${a(`rules.all`)}</a>
      </wf-notice>`}renderNothingYet(e){return b`<h1>${a(`nav.rules`)}</h1>
      ${e===null?b`<p role="status">${a(`loading`)}</p>`:b`<wf-notice .icon=${r} heading=${a(`failure.title`)} text=${y(e)}>
              <button class="primary" @click=${this.rules.load}>${a(`failure.retry`)}</button>
            </wf-notice>`}`}};Z=g([c(`wf-rules-page`)],Z);function Q(e){let t=[...e.phrases,...e.sounds_like,...e.expressions];return e.kind===`silence`?a(`rules.is_silence`,{count:e.silence_minutes}):e.kind===`speaker`?a(`rules.kinds.speaker`):t.map(e=>`“${e}”`).join(`, `)}export{Z as RulesPage};