import{C as e,O as t,_ as n,g as r,gn as i,h as a,i as o,n as s,t as c,v as l,x as u,y as d}from"./decorate-DQJKDT0g.js";import{t as f}from"./amounts-sCo6Hd8J.js";import{n as p,r as m,t as h}from"./format-CJvLajJV.js";import"./dialog-CIG-yMuu.js";import{a as g,i as _,n as v,r as y,t as b}from"./problem-BRJCmJVL.js";import"./switch-D5yfH_l7.js";var x=18e3,S=12e4,C=25,w=2,T=500;function E(e,t){return{kind:`clip`,cameraIds:[e],range:t,cut:`exact`,captions:`none`,blur:`none`,speed:60,strict:!1,note:``}}function D({kind:e,cameraIds:t,range:n,cut:r,captions:i,blur:a,speed:o,strict:s,note:c}){let l={kind:e,start:n.startMs,end:n.endMs,strict:s,note:c.trim()},[u=``]=t;return e===`audio`?{...l,camera_ids:[...t]}:e===`timelapse`?{...l,camera_ids:[u],speed:o}:{...l,camera_ids:[u],cut:r,captions:i,blur:a===`none`?null:a}}function O({kind:e,cut:t,captions:n,blur:r}){return e===`clip`&&(t===`exact`||n===`burned_in`||r!==`none`)}function k(e,t){let{startMs:n,endMs:r}=t.range,i=(r-n)/1e3;if(t.kind===`audio`)return i*x;if(t.kind===`timelapse`)return i*C/t.speed*S;let a=0;for(let{start_ms:t,end_ms:i,size_bytes:o}of e){let e=Math.min(i,r)-Math.max(t,n);e>0&&i>t&&(a+=o*e/(i-t))}return a*(O(t)?w:1)}function A(e,t,n,{startMs:r,endMs:i},a){let o=[],s=r,c=t=>{t-s<T||o.push({cameraId:e,startMs:s,endMs:t,reason:j(n,s,t)})};for(let{start_ms:e,end_ms:n,is_open:r}of t.toSorted((e,t)=>e.start_ms-t.start_ms))if(!(n<=s&&!r)){if(e>=i)break;c(Math.min(e,i)),s=Math.max(s,r?a:n)}return c(i),o}function j(e,t,n){return e.find(({start_ms:e,end_ms:r})=>e<n&&(r??1/0)>t)?.reason??`unknown`}async function M(e,t,n,r){let i={start:n.startMs,end:n.endMs},a=await Promise.all(t.map(async t=>{let a={params:{camera_id:t},query:i,signal:r},[{recordings:o},{gaps:s}]=await Promise.all([e.call(`GET /api/cameras/{camera_id}/recordings`,a),e.call(`GET /api/cameras/{camera_id}/gaps`,a)]);return{recordings:o,holes:A(t,o,s,n,Date.now())}})),o=({startMs:e,endMs:t})=>e===n.startMs&&t===n.endMs;return{recordings:a[0]?.recordings??[],holes:a.flatMap(({holes:e})=>e),isNothing:a.every(({holes:e})=>e.some(o))}}var N=5,P=200,F=class extends l{constructor(...e){super(...e),this.open=!1,this.draft=null,this.basis=null,this.storage=null,this.told=null,this.isSending=!1,this.reading=null,this.order=async()=>{if(!(this.draft===null||this.isSending)){this.isSending=!0,this.told=null;try{await this.app.api.call(`POST /api/exports`,{body:D(this.draft)}),this.app.toasts.done(t(`export.ordered`)),this.closed()}catch(e){this.told=b(e)}finally{this.isSending=!1}}},this.closed=()=>{this.reading?.abort(),this.basis=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[o,s,v,e`
      .what {
        margin: 0;
        font-weight: 500;
      }
      .cameras {
        display: grid;
        gap: 0.25rem;
      }
      .cameras label {
        flex-direction: row;
        align-items: center;
        gap: 0.5rem;
        font-weight: 400;
      }
      .missing {
        padding: 0.65rem 0.85rem;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-warn) 14%, var(--wf-card));
      }
      .missing p,
      .missing ul {
        margin: 0;
      }
      .missing ul {
        padding-inline-start: 1.1rem;
      }
    `]}disconnectedCallback(){this.reading?.abort(),super.disconnectedCallback()}willUpdate(e){e.has(`open`)&&this.open&&(this.draft=E(this.cameraId,this.range),this.told=null,this.read())}render(){let{draft:e,basis:n}=this;return u`<wf-dialog heading=${t(`export.heading`)} ?open=${this.open} @closed=${this.closed}>
      ${e===null?d:this.renderForm(e)}
      <button slot="actions" @click=${this.closed}>${t(`export.cancel`)}</button>
      <button
        slot="actions"
        class="primary"
        ?disabled=${e===null||this.isSending||n?.isNothing===!0}
        @click=${this.order}
      >
        ${t(`export.do`)}
      </button>
    </wf-dialog>`}renderForm(e){let{startMs:n,endMs:r}=e.range,i=e=>this.change(e),a=this.app.cameras.find(this.cameraId)?.name??t(`moment.gone_camera`);return u`<form @submit=${this.submitted}>
      <p class="what">${a}, ${p(n)}, ${h(n)}–${h(r)} (${m(r-n)})</p>
      ${g({label:t(`export.note`),value:e.note,changed:e=>i({note:e.slice(0,P)})})}
      ${_({label:t(`export.kind`),value:e.kind,options:[`clip`,`audio`,`timelapse`].map(e=>[e,t(`export.kind_${e}`)]),changed:e=>i({kind:e,cameraIds:[this.cameraId]})})}
      ${this.renderKind(e)} ${this.renderFigures(e)} ${this.renderMissing()}
      ${this.told===null?d:u`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}renderKind(e){return e.kind===`audio`?this.renderCameras(e):e.kind===`timelapse`?y({label:t(`export.speed`),value:e.speed,min:2,max:3600,changed:e=>this.change({speed:Math.min(3600,Math.max(2,Math.round(e??60)))})}):u`
      ${_({label:t(`export.cut`),hint:t(`export.cut_${e.cut}_hint`),value:e.cut,options:[`exact`,`keyframe`].map(e=>[e,t(`export.cut_${e}`)]),changed:e=>this.change({cut:e})})}
      <div class="pair">
        ${_({label:t(`export.captions`),value:e.captions,options:[`none`,`soft`,`sidecar`,`burned_in`].map(e=>[e,t(`export.captions_${e}`)]),changed:e=>this.change({captions:e})})}
        ${_({label:t(`export.blur`),value:e.blur,options:[`none`,`unknown`,`all`].map(e=>[e,t(`export.blur_${e}`)]),changed:e=>this.change({blur:e})})}
      </div>
      <wf-switch
        label=${t(`export.strict`)}
        ?checked=${e.strict}
        @change=${e=>this.change({strict:!e.target.checked})}
      ></wf-switch>
    `}renderCameras(e){let n=t=>{let{cameraIds:n}=e;this.change({cameraIds:n.includes(t)?n.filter(e=>e!==t):[...n,t]})};return u`<fieldset class="cameras">
      <legend>${t(`export.mix`)}</legend>
      ${(this.app.cameras.get().value??[]).map(({id:t,name:r})=>u`<label>
            <input
              type="checkbox"
              .checked=${e.cameraIds.includes(t)}
              ?disabled=${t===this.cameraId}
              @change=${()=>n(t)}
            />${r}
          </label>`)}
    </fieldset>`}renderFigures(e){let{basis:n,storage:r}=this,i=n===null?null:f(k(n.recordings,e)),a=r===null?null:f(r.free_bytes);return u`<p class="hint" role="status">
      ${i===null?t(`loading`):t(`export.size`,{size:i})}
      ${a===null?d:t(`export.free`,{size:a})} ${O(e)?t(`export.encoded`):d}
      ${t(`export.evidence`)}
    </p>`}renderMissing(){let{basis:e}=this;if(e===null||e.holes.length===0)return d;let n=e.holes.length-N;return u`<div class="missing" role="status">
      <p>${e.isNothing?t(`export.nothing`):t(`export.missing`)}</p>
      <ul>
        ${e.holes.slice(0,N).map(({cameraId:e,startMs:n,endMs:r,reason:i})=>u`<li>
                ${e===this.cameraId?d:u`${this.app.cameras.find(e)?.name??e}: `}
                ${h(n)}–${h(r)}: ${t(`gap.${i}`)}
              </li>`)}
        ${n>0?u`<li>${t(`export.more_missing`,{count:n})}</li>`:d}
      </ul>
    </div>`}change(e){this.draft!==null&&(this.draft={...this.draft,...e},e.cameraIds!==void 0&&this.read())}async read(){this.reading?.abort();let{signal:e}=this.reading=new AbortController,{cameraIds:t,range:n}=this.draft??E(this.cameraId,this.range);try{let[r,i]=await Promise.all([M(this.app.api,t,n,e),this.app.api.call(`GET /api/storage`,{signal:e})]);[this.basis,this.storage]=[r,i]}catch(t){!i(t)&&!e.aborted&&(this.told=b(t))}}submitted(e){e.preventDefault(),this.order()}};c([r({attribute:!1})],F.prototype,`app`,void 0),c([r({attribute:!1})],F.prototype,`cameraId`,void 0),c([r({attribute:!1})],F.prototype,`range`,void 0),c([r({type:Boolean})],F.prototype,`open`,void 0),c([a()],F.prototype,`draft`,void 0),c([a()],F.prototype,`basis`,void 0),c([a()],F.prototype,`storage`,void 0),c([a()],F.prototype,`told`,void 0),c([a()],F.prototype,`isSending`,void 0),F=c([n(`wf-export-dialog`)],F);export{F as t};