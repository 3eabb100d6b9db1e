import{C as e,D as t,E as n,P as r,Sn as i,T as a,c as o,i as s,j as c,k as l,l as u,o as d,r as f,u as p,w as m}from"./shell-ByTqqPMM.js";import{_ as h,a as g,c as _,f as v,o as y,s as b}from"./common-D35F0Fmm.js";var x=18e3,S=12e4,C=25,w=2,T=500;function E(e,t){return{kind:`clip`,cameraIds:[e],range:t,cut:`exact`,captions:`none`,blur:`none`,speed:60,strict:!1,note:``}}function D({kind:e,cameraIds:t,range:n,cut:r,captions:i,blur:a,speed:o,strict:s,note:c}){let l={kind:e,start:n.startMs,end:n.endMs,strict:s,note:c.trim()},[u=``]=t;return e===`audio`?{...l,camera_ids:[...t]}:e===`timelapse`?{...l,camera_ids:[u],speed:o}:{...l,camera_ids:[u],cut:r,captions:i,blur:a===`none`?null:a}}function O({kind:e,cut:t,captions:n,blur:r}){return e===`clip`&&(t===`exact`||n===`burned_in`||r!==`none`)}function k(e,t){let{startMs:n,endMs:r}=t.range,i=(r-n)/1e3;if(t.kind===`audio`)return i*x;if(t.kind===`timelapse`)return i*C/t.speed*S;let a=0;for(let{start_ms:t,end_ms:i,size_bytes:o}of e){let e=Math.min(i,r)-Math.max(t,n);e>0&&i>t&&(a+=o*e/(i-t))}return a*(O(t)?w:1)}function A(e,t,n,{startMs:r,endMs:i},a){let o=[],s=r,c=t=>{t-s<T||o.push({cameraId:e,startMs:s,endMs:t,reason:j(n,s,t)})};for(let{start_ms:e,end_ms:n,is_open:r}of t.toSorted((e,t)=>e.start_ms-t.start_ms))if(!(n<=s&&!r)){if(e>=i)break;c(Math.min(e,i)),s=Math.max(s,r?a:n)}return c(i),o}function j(e,t,n){return e.find(({start_ms:e,end_ms:r})=>e<n&&(r??1/0)>t)?.reason??`unknown`}async function M(e,t,n,r){let i={start:n.startMs,end:n.endMs},a=await Promise.all(t.map(async t=>{let a={params:{camera_id:t},query:i,signal:r},[{recordings:o},{gaps:s}]=await Promise.all([e.call(`GET /api/cameras/{camera_id}/recordings`,a),e.call(`GET /api/cameras/{camera_id}/gaps`,a)]);return{recordings:o,holes:A(t,o,s,n,Date.now())}})),o=({startMs:e,endMs:t})=>e===n.startMs&&t===n.endMs;return{recordings:a[0]?.recordings??[],holes:a.flatMap(({holes:e})=>e),isNothing:a.every(({holes:e})=>e.some(o))}}var N=5,P=200,F=class extends n{constructor(...e){super(...e),this.open=!1,this.draft=null,this.basis=null,this.storage=null,this.told=null,this.isSending=!1,this.reading=null,this.order=async()=>{if(!(this.draft===null||this.isSending)){this.isSending=!0,this.told=null;try{await this.app.api.call(`POST /api/exports`,{body:D(this.draft)}),this.app.toasts.done(r(`export.ordered`)),this.closed()}catch(e){this.told=v(e)}finally{this.isSending=!1}}},this.closed=()=>{this.reading?.abort(),this.basis=null,this.dispatchEvent(new CustomEvent(`closed`))}}static{this.styles=[d,s,g,c`
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
    `]}disconnectedCallback(){this.reading?.abort(),super.disconnectedCallback()}willUpdate(e){e.has(`open`)&&this.open&&(this.draft=E(this.cameraId,this.range),this.told=null,this.read())}render(){let{draft:e,basis:n}=this;return l`<wf-dialog heading=${r(`export.heading`)} ?open=${this.open} @closed=${this.closed}>
      ${e===null?t:this.renderForm(e)}
      <button slot="actions" @click=${this.closed}>${r(`export.cancel`)}</button>
      <button
        slot="actions"
        class="primary"
        ?disabled=${e===null||this.isSending||n?.isNothing===!0}
        @click=${this.order}
      >
        ${r(`export.do`)}
      </button>
    </wf-dialog>`}renderForm(e){let{startMs:n,endMs:i}=e.range,a=e=>this.change(e),s=this.app.cameras.find(this.cameraId)?.name??r(`moment.gone_camera`);return l`<form @submit=${this.submitted}>
      <p class="what">${s}, ${u(n)}, ${o(n)}–${o(i)} (${p(i-n)})</p>
      ${_({label:r(`export.note`),value:e.note,changed:e=>a({note:e.slice(0,P)})})}
      ${b({label:r(`export.kind`),value:e.kind,options:[`clip`,`audio`,`timelapse`].map(e=>[e,r(`export.kind_${e}`)]),changed:e=>a({kind:e,cameraIds:[this.cameraId]})})}
      ${this.renderKind(e)} ${this.renderFigures(e)} ${this.renderMissing()}
      ${this.told===null?t:l`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`}renderKind(e){return e.kind===`audio`?this.renderCameras(e):e.kind===`timelapse`?y({label:r(`export.speed`),value:e.speed,min:2,max:3600,changed:e=>this.change({speed:Math.min(3600,Math.max(2,Math.round(e??60)))})}):l`
      ${b({label:r(`export.cut`),hint:r(`export.cut_${e.cut}_hint`),value:e.cut,options:[`exact`,`keyframe`].map(e=>[e,r(`export.cut_${e}`)]),changed:e=>this.change({cut:e})})}
      <div class="pair">
        ${b({label:r(`export.captions`),value:e.captions,options:[`none`,`soft`,`sidecar`,`burned_in`].map(e=>[e,r(`export.captions_${e}`)]),changed:e=>this.change({captions:e})})}
        ${b({label:r(`export.blur`),value:e.blur,options:[`none`,`unknown`,`all`].map(e=>[e,r(`export.blur_${e}`)]),changed:e=>this.change({blur:e})})}
      </div>
      <wf-switch
        label=${r(`export.strict`)}
        ?checked=${e.strict}
        @change=${e=>this.change({strict:!e.target.checked})}
      ></wf-switch>
    `}renderCameras(e){let t=t=>{let{cameraIds:n}=e;this.change({cameraIds:n.includes(t)?n.filter(e=>e!==t):[...n,t]})};return l`<fieldset class="cameras">
      <legend>${r(`export.mix`)}</legend>
      ${(this.app.cameras.get().value??[]).map(({id:n,name:r})=>l`<label>
            <input
              type="checkbox"
              .checked=${e.cameraIds.includes(n)}
              ?disabled=${n===this.cameraId}
              @change=${()=>t(n)}
            />${r}
          </label>`)}
    </fieldset>`}renderFigures(e){let{basis:n,storage:i}=this,a=n===null?null:h(k(n.recordings,e)),o=i===null?null:h(i.free_bytes);return l`<p class="hint" role="status">
      ${a===null?r(`loading`):r(`export.size`,{size:a})}
      ${o===null?t:r(`export.free`,{size:o})} ${O(e)?r(`export.encoded`):t}
      ${r(`export.evidence`)}
    </p>`}renderMissing(){let{basis:e}=this;if(e===null||e.holes.length===0)return t;let n=e.holes.length-N;return l`<div class="missing" role="status">
      <p>${e.isNothing?r(`export.nothing`):r(`export.missing`)}</p>
      <ul>
        ${e.holes.slice(0,N).map(({cameraId:e,startMs:n,endMs:i,reason:a})=>l`<li>
                ${e===this.cameraId?t:l`${this.app.cameras.find(e)?.name??e}: `}
                ${o(n)}–${o(i)}: ${r(`gap.${a}`)}
              </li>`)}
        ${n>0?l`<li>${r(`export.more_missing`,{count:n})}</li>`:t}
      </ul>
    </div>`}change(e){this.draft!==null&&(this.draft={...this.draft,...e},e.cameraIds!==void 0&&this.read())}async read(){this.reading?.abort();let{signal:e}=this.reading=new AbortController,{cameraIds:t,range:n}=this.draft??E(this.cameraId,this.range);try{let[r,i]=await Promise.all([M(this.app.api,t,n,e),this.app.api.call(`GET /api/storage`,{signal:e})]);[this.basis,this.storage]=[r,i]}catch(t){!i(t)&&!e.aborted&&(this.told=v(t))}}submitted(e){e.preventDefault(),this.order()}};f([m({attribute:!1})],F.prototype,`app`,void 0),f([m({attribute:!1})],F.prototype,`cameraId`,void 0),f([m({attribute:!1})],F.prototype,`range`,void 0),f([m({type:Boolean})],F.prototype,`open`,void 0),f([e()],F.prototype,`draft`,void 0),f([e()],F.prototype,`basis`,void 0),f([e()],F.prototype,`storage`,void 0),f([e()],F.prototype,`told`,void 0),f([e()],F.prototype,`isSending`,void 0),F=f([a(`wf-export-dialog`)],F);export{F as t};