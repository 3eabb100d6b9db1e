import{Ht as e,O as t,S as n,_ as r,a as i,b as a,g as o,h as s,jt as c,kt as l,n as u,nt as d,r as f,v as p,w as m,y as h}from"./page-DJZFONs4.js";import{t as g}from"./query-Df4-SAIv.js";import{a as _}from"./format-DhcZkKys.js";import{n as v,t as y}from"./still-B3-aaEhJ.js";var b=3e5,x=class extends h{constructor(...e){super(...e),this.state=`idle`,this.positionMs=null,this.isPlaying=!1,this.player=null}static{this.styles=[i,f,m`
      :host {
        display: block;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      video,
      img {
        display: block;
        width: 100%;
        object-fit: contain;
        aspect-ratio: 16 / 9;
        background: #000;
      }
      p {
        margin: 0;
        padding: 0.5rem 0.75rem 0;
        color: var(--wf-muted);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem;
        padding: 0.25rem 0.25rem 0.25rem 0.75rem;
      }
      [hidden] {
        display: none;
      }
      .where {
        flex: 1;
        min-width: 8rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),this.player=null,super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:r,at_ms:i}=this.moment,o=this.app.cameras.find(r)?.name??t(`moment.gone_camera`),c=`${o}, ${_(i)}`,l=this.state===`unplayable`;return n`
      <video ?hidden=${l} controls playsinline aria-label=${c}></video>
      ${l?y(this.app,{id:r,name:o},this.positionMs??i):a}
      <div role="status">${this.renderState()}</div>
      <div class="bar">
        ${l?this.renderToggle():a}
        <span class="where">${c}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(r)}?at=${Math.round(i)}">
          ${s(e)}${t(`nav.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${t(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${s(d)}
        </button>
      </div>
    `}renderState(){let{state:e}=this;return e===`offline`?n`<p>${t(`errors.offline`)}</p>`:e===`missing`||e===`failed`||e===`unplayable`?n`<p>${t(`moment.${e}`)}</p>`:a}renderToggle(){let e=this.isPlaying?t(`timeline.pause`):t(`timeline.play`);return n`<button class="plain round" aria-label=${e} @click=${()=>this.player?.toggle()}>
      ${s(this.isPlaying?l:c)}
    </button>`}play(){let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+b},i=this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r});this.ensurePlayer().open(i,n)}ensurePlayer(){if(this.player!==null)return this.player;let e=this.player=new v(this.video);return e.state.subscribe(e=>this.state=e),e.position.subscribe(e=>this.positionMs=e),e.playing.subscribe(e=>this.isPlaying=e),e}};u([r({attribute:!1})],x.prototype,`app`,void 0),u([r({attribute:!1})],x.prototype,`moment`,void 0),u([o()],x.prototype,`state`,void 0),u([o()],x.prototype,`positionMs`,void 0),u([o()],x.prototype,`isPlaying`,void 0),u([g(`video`)],x.prototype,`video`,void 0),x=u([p(`wf-moment-player`)],x);