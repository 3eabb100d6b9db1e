import{A as e,C as t,E as n,I as r,N as i,O as a,Pt as o,Q as s,S as c,T as l,Y as u,Yt as d,Z as f,a as p,d as m,gt as h,ht as g,j as _,mn as v,n as y,p as b,qt as x,r as S,t as C,w,wt as T,y as E,zt as D}from"./shell-BAg_BcVV.js";import{a as O,c as k,i as A,l as j,o as M,s as N}from"./common-CFMnTDwU.js";import"./week-schedule-CGEF9iOX.js";var P=30;function F(e,t){let n=e.filter(({id:e})=>String(e)!==String(t.id));return`rule_name`in t?[t,...n].sort((e,t)=>t.at_ms-e.at_ms||t.id-e.id):n}var I=class extends l{static{this.styles=[p,S,e`
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
    `]}constructor(){super(),this.alerts=null,this.cursor=null,this.told=null,this.leave=[],new v(this,()=>[this.app.cameras,this.app.me])}connectedCallback(){super.connectedCallback();let{events:e}=this.app;this.leave=[e.on(`alert`,e=>this.alerts!==null&&(this.alerts=F(this.alerts,e))),e.on(`resync`,()=>void this.load(null))],this.load(null)}disconnectedCallback(){for(let e of this.leave)e();super.disconnectedCallback()}render(){let{alerts:e}=this;return a`<section aria-labelledby="heading">
      <h2 id="heading">${i(`rules.alerts`)}</h2>
      ${this.told===null?n:a`<wf-problem .told=${this.told}></wf-problem>
              <button @click=${()=>void this.load(null)}>${i(`failure.retry`)}</button>`}
      ${e===null?this.told===null?a`<p role="status">${i(`loading`)}</p>`:n:e.length===0?a`<p class="hint">${i(`rules.no_alerts`)}</p>`:a`<ul>
                ${b(e,({id:e})=>e,e=>this.renderAlert(e))}
              </ul>`}
      ${this.cursor===null?n:a`<button @click=${()=>void this.load(this.cursor)}>${i(`rules.more`)}</button>`}
    </section>`}renderAlert(e){let t={alert_id:e.id},r=this.app.cameras.find(e.camera_id)?.name??e.camera_id,{phase:o}=e,s=o===`early`||o===`withdrawn`;return a`<li class=${o}>
      ${e.has_picture?a`<img
              src=${this.app.api.url(`GET /api/alerts/{alert_id}/picture.jpg`,{params:t})}
              alt=""
              loading="lazy"
            />`:a`<div class="blank"></div>`}
      <div class="text">
        <strong>${e.rule_name}</strong>
        ${e.line===null?n:a`<p>“${e.line.text}”</p>`}
        <p class="hint">${r} · ${m(e.at_ms)}${s?` · ${i(`rules.phase.${o}`)}`:n}</p>
      </div>
      <div class="actions">
        <a
          class="button plain round"
          href="timeline/${encodeURIComponent(e.camera_id)}?at=${e.clip_start_ms}"
          aria-label=${i(`rules.play`,{name:e.rule_name})}
        >
          ${E(x)}
        </a>
        ${A(this.app.me.get(),`edit`)?a`<button
                class="plain round"
                aria-label=${i(`rules.delete_alert`,{name:e.rule_name})}
                @click=${()=>void this.drop(e.id)}
              >
                ${E(h)}
              </button>`:n}
      </div>
    </li>`}async drop(e){let t={alert_id:e};await this.app.toasts.attempt(()=>this.app.api.call(`DELETE /api/alerts/{alert_id}`,{params:t}))&&(this.alerts=F(this.alerts??[],{id:e}))}async load(e){try{let t=await this.app.api.call(`GET /api/alerts`,{query:{limit:P,cursor:e}});this.alerts=e===null?t.alerts:[...this.alerts??[],...t.alerts],this.cursor=t.cursor,this.told=null}catch(e){this.told=O(e)}}};y([t({attribute:!1})],I.prototype,`app`,void 0),y([c()],I.prototype,`alerts`,void 0),y([c()],I.prototype,`cursor`,void 0),y([c()],I.prototype,`told`,void 0),I=y([w(`wf-alert-list`)],I);var L={name:``,kind:`keyword`,phrases:``,sounds_like:``,expressions:``,languages:``,speakers:[],silence_minutes:30,camera_ids:[],enabled:!0,schedule:[],cooldown_s:10,early:!1};function R(e){return{...e,kind:e.kind===`unknown`?`keyword`:e.kind,phrases:e.phrases.join(`
`),sounds_like:e.sounds_like.join(`
`),expressions:e.expressions.join(`
`),languages:e.languages.join(`, `)}}function z(e){return{phrases:K(e.phrases),sounds_like:K(e.sounds_like),expressions:K(e.expressions),languages:e.languages.split(/[\s,;]+/).filter(Boolean)}}function B(e){let{name:t,kind:n,enabled:r,cooldown_s:i,early:a,silence_minutes:o}=e;return{name:t.trim(),camera_ids:[...e.camera_ids],schedule:[...e.schedule],enabled:r,cooldown_s:i,...n===`keyword`?{...z(e),early:a}:{},...n===`silence`?{silence_minutes:o}:{speakers:[...e.speakers]}}}function V(e){return{...B(e),kind:e.kind}}function H(e){if(e.name.trim()===``)return!0;switch(e.kind){case`speaker`:return e.speakers.length===0;case`silence`:return e.silence_minutes<1;default:return!U(e)}}function U(e){let{phrases:t,sounds_like:n,expressions:r}=z(e);return t.length+n.length+r.length>0}function W(e,t){return e.includes(t)?e.filter(e=>e!==t):[...e,t]}function G(e,t){let n=Array.from(e),r=(e,t)=>n.slice(e,t).join(``),i=[],a=0;for(let{pattern:e,start:n,end:o}of t.toSorted((e,t)=>e.start-t.start)){if(o<=a)continue;let t=Math.max(a,n);t>a&&i.push({text:r(a,t),pattern:null}),i.push({text:r(t,o),pattern:e}),a=o}return a<n.length&&i.push({text:r(a),pattern:null}),i}function K(e){return e.split(`
`).map(e=>e.trim()).filter(Boolean)}var q=class extends l{constructor(...e){super(...e),this.text=``,this.segments=null,this.told=null}static{this.styles=[p,S,...M,e`
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
    `]}willUpdate(e){e.has(`draft`)&&(this.segments=this.told=null)}render(){let e=this.text.trim()!==``&&U(this.draft);return a`<form class="card" @submit=${this.attempt}>
      <h2>${i(`rules.try`)}</h2>
      <label>
        ${i(`rules.try_text`)}
        <textarea rows="2" .value=${this.text} @input=${this.typed}></textarea>
      </label>
      <div class="row"><button ?disabled=${!e}>${E(T)}${i(`rules.try_do`)}</button></div>
      <div class="stack" role="status">${this.segments===null?n:J(this.segments)}</div>
      ${this.told===null?n:a`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}typed(e){this.text=e.target.value,this.segments=null}async attempt(e){e.preventDefault();let{text:t}=this;this.told=null;try{let e=z(this.draft),{matches:n}=await this.app.api.call(`POST /api/rules/try`,{body:{rule:e,text:t}});this.segments=G(t,n)}catch(e){this.told=O(e)}}};y([t({attribute:!1})],q.prototype,`app`,void 0),y([t({attribute:!1})],q.prototype,`draft`,void 0),y([c()],q.prototype,`text`,void 0),y([c()],q.prototype,`segments`,void 0),y([c()],q.prototype,`told`,void 0),q=y([w(`wf-try-box`)],q);function J(e){let t=e.filter(({pattern:e})=>e!==null).length;return a`
    <p>${t===0?i(`rules.try_nothing`):i(`rules.try_found`,{count:t})}</p>
    <blockquote>
      ${e.map(({text:e,pattern:t})=>t===null?e:a`<mark title=${t}>${e}</mark>`)}
    </blockquote>
  `}var Y=class extends l{static{this.styles=[p,S,...M,e`
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
    `]}constructor(){super(),this.rule=null,this.changed=()=>Promise.resolve(),this.draft=L,this.told=null,this.isSaving=!1,this.drop=async()=>{let{rule:e}=this;e!==null&&await this.attempt(async()=>{let{name:t,armed:n}=e;await this.app.api.call(`DELETE /api/rules/{rule_id}`,{params:{rule_id:e.id}}),this.app.toasts.done(i(`rules.removed`,{name:t}),async()=>{await this.app.api.call(`POST /api/rules`,{body:{...V(R(e)),armed:n}}),await this.changed()})})},new v(this,()=>[this.app.cameras,this.app.people])}connectedCallback(){super.connectedCallback(),this.app.people.want()}willUpdate(e){e.has(`rule`)&&e.get(`rule`)?.id!==this.rule?.id&&(this.draft=this.rule===null?L:R(this.rule),this.told=null)}render(){let{draft:e,rule:t}=this;return a`
      <header class="row">
        <a class="button plain round" href="rules" aria-label=${i(`rules.all`)} title=${i(`rules.all`)}>
          ${E(u)}
        </a>
        <h1>${t?.name??i(`rules.add`)}</h1>
        ${t===null?n:a`<button @click=${this.drop}>${E(h)}${i(`rules.remove`)}</button>`}
      </header>
      <form class="card" @submit=${this.save}>
        ${j({label:i(`rules.name`),value:e.name,required:!0,changed:e=>this.change({name:e})})}
        ${t===null?k({label:i(`rules.kind`),value:e.kind,options:[`keyword`,`speaker`,`silence`].map(e=>[e,i(`rules.kinds.${e}`)]),changed:e=>this.change({kind:e})}):n}
        ${this.renderKind()}
        ${this.renderChoices(i(`rules.cameras`),i(`rules.cameras_text`),this.app.cameras.get().value,`camera_ids`)}
        <wf-week-schedule
          label=${i(`rules.schedule`)}
          .slots=${e.schedule}
          @change=${e=>this.change({schedule:e.target.slots})}
        ></wf-week-schedule>
        ${N({label:i(`rules.cooldown`),hint:i(`rules.cooldown_text`),value:e.cooldown_s,min:0,max:86400,changed:e=>e!==null&&this.change({cooldown_s:e})})}
        <wf-switch
          label=${i(`rules.enabled`)}
          .checked=${e.enabled}
          @change=${()=>this.change({enabled:!e.enabled})}
        ></wf-switch>
        ${this.told===null?n:a`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button class="primary" ?disabled=${H(e)||this.isSaving}>
            ${E(g)}${i(`edit.save`)}
          </button>
          ${H(e)?a`<span class="hint">${i(`rules.needs.${e.kind}`)}</span>`:n}
        </div>
      </form>
      ${e.kind===`keyword`?a`<wf-try-box .app=${this.app} .draft=${e}></wf-try-box>`:n}
    `}renderKind(){let{draft:e}=this,t=this.renderChoices(i(`rules.speakers`),i(e.kind===`speaker`?`rules.speakers_needed`:`rules.speakers_text`),this.app.people.get().value,`speakers`);return e.kind===`speaker`?t:e.kind===`silence`?N({label:i(`rules.silence`),value:e.silence_minutes,min:1,max:1440,changed:e=>this.change({silence_minutes:e??0})}):a`
      ${[`phrases`,`sounds_like`,`expressions`].map(t=>a`<label>
            ${i(`rules.${t}`)}
            <textarea
              rows="2"
              spellcheck="false"
              .value=${e[t]}
              @input=${e=>this.change({[t]:e.target.value})}
            ></textarea>
            <span class="hint">${i(`rules.${t}_text`)}</span>
          </label>`)}
      ${j({label:i(`rules.languages`),hint:i(`rules.languages_text`),value:e.languages,changed:e=>this.change({languages:e})})}
      ${t}
      <wf-switch
        label=${i(`rules.early`)}
        .checked=${e.early}
        @change=${()=>this.change({early:!e.early})}
      ></wf-switch>
    `}renderChoices(e,t,r,o){let s=this.draft[o];return a`<fieldset>
      <legend>${e}</legend>
      <p class="hint">${t}</p>
      ${(r??[]).map(({id:e,name:t})=>a`<label class="choice">
            <input
              type="checkbox"
              .checked=${s.includes(e)}
              @change=${()=>this.change({[o]:W(s,e)})}
            />
            ${t}
          </label>`)}
      ${r?.length===0?a`<p class="hint">${i(`rules.nobody`)}</p>`:n}
    </fieldset>`}change(e){this.draft={...this.draft,...e}}async save(e){e.preventDefault();let{rule:t,draft:n}=this;await this.attempt(async()=>{t===null?await this.app.api.call(`POST /api/rules`,{body:V(n)}):await this.app.api.call(`PATCH /api/rules/{rule_id}`,{params:{rule_id:t.id},body:B(n)}),this.app.toasts.done(i(`edit.saved`))})}async attempt(e){this.isSaving=!0,this.told=null;try{await e(),this.changed(),this.app.router.go(`rules`)}catch(e){this.told=O(e)}finally{this.isSaving=!1}}};y([t({attribute:!1})],Y.prototype,`app`,void 0),y([t({attribute:!1})],Y.prototype,`rule`,void 0),y([t({attribute:!1})],Y.prototype,`changed`,void 0),y([c()],Y.prototype,`draft`,void 0),y([c()],Y.prototype,`told`,void 0),y([c()],Y.prototype,`isSaving`,void 0),Y=y([w(`wf-rule-editor`)],Y);var X=`add`,Z=class extends C{static{this.styles=[...C.styles,e`
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
    `]}constructor(){super(),this.rules=new r(async e=>(await this.app.api.call(`GET /api/rules`,{signal:e})).rules),new v(this,()=>[this.rules,this.app.me])}connectedCallback(){super.connectedCallback(),this.rules.load()}render(){let e=this.place.params.rule,{value:t,error:n}=this.rules.get(),r=this.app.me.get();if(t===null||r===null)return this.renderNothingYet(n);if(e===void 0)return this.renderAll(t);let o=t.find(t=>t.id===e)??null;return A(r,`edit`)?o===null&&e!==X?this.renderNotice(i(`rules.gone`)):a`<wf-rule-editor .app=${this.app} .rule=${o} .changed=${this.rules.load}></wf-rule-editor>`:this.renderNotice(i(`errors.forbidden`))}renderAll(e){let t=A(this.app.me.get(),`edit`),r=A(this.app.me.get(),`control`);return a`
      <header>
        <h1>${i(`nav.rules`)}</h1>
        <div class="actions">
          ${r&&e.length>1?a`<button @click=${()=>void this.arm(!0)}>${E(s)}${i(`rules.arm_all`)}</button>
                  <button @click=${()=>void this.arm(!1)}>${E(f)}${i(`rules.disarm_all`)}</button>`:n}
          ${t?a`<a class="button primary" href="rules/add">${E(d)}${i(`rules.add`)}</a>`:n}
        </div>
      </header>
      ${e.length===0?a`<wf-notice
              .icon=${D}
              heading=${i(`rules.none`)}
              text=${i(`rules.none_text`)}
            ></wf-notice>`:a`<ul>
              ${e.map(e=>this.renderRule(e,t,r))}
            </ul>`}
      <wf-alert-list .app=${this.app}></wf-alert-list>
    `}renderRule(e,t,r){return a`<li>
      <h2>${t?a`<a href="rules/${encodeURIComponent(e.id)}">${e.name}</a>`:e.name}</h2>
      <p>${Q(e)}</p>
      ${e.enabled?n:a`<p>${i(`rules.disabled`)}</p>`}
      <wf-switch
        label=${i(`rules.armed`)}
        .checked=${e.armed}
        ?disabled=${!r}
        @change=${()=>void this.arm(!e.armed,[e.id])}
      ></wf-switch>
    </li>`}async arm(e,t){let n=t===void 0?{armed:e}:{armed:e,rule_ids:t};await this.app.toasts.attempt(()=>this.app.api.call(`POST /api/rules/arm`,{body:n})),await this.rules.load()}renderNotice(e){return a`<h1 class="hidden-text">${e}</h1>
      <wf-notice .icon=${o} heading=${e}>
        <a class="button primary" href="rules">${i(`rules.all`)}</a>
      </wf-notice>`}renderNothingYet(e){return a`<h1>${i(`nav.rules`)}</h1>
      ${e===null?a`<p role="status">${i(`loading`)}</p>`:a`<wf-notice .icon=${D} heading=${i(`failure.title`)} text=${_(e)}>
              <button class="primary" @click=${this.rules.load}>${i(`failure.retry`)}</button>
            </wf-notice>`}`}};Z=y([w(`wf-rules-page`)],Z);function Q(e){let t=[...e.phrases,...e.sounds_like,...e.expressions];return e.kind===`silence`?i(`rules.is_silence`,{count:e.silence_minutes}):e.kind===`speaker`?i(`rules.kinds.speaker`):t.map(e=>`“${e}”`).join(`, `)}export{Z as RulesPage};