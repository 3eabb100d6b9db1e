import{Bt as e,Ht as t,O as n,S as r,_ as i,a,b as o,g as s,h as c,n as l,r as u,rn as d,rt as f,v as p,w as m,y as h}from"./page-B9R5_VM7.js";import{t as g}from"./query-Df4-SAIv.js";import{a as _}from"./format-DslewwT8.js";import{n as v,t as y}from"./still-iZWIgwx8.js";var b=3e5,x=class extends h{constructor(...e){super(...e),this.state=`idle`,this.positionMs=null,this.isPlaying=!1,this.player=null}static{this.styles=[a,u,m`
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
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),this.player=null,super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:e,at_ms:t}=this.moment,i=this.app.cameras.find(e)?.name??n(`moment.gone_camera`),a=`${i}, ${_(t)}`,s=this.state===`unplayable`;return r`
      <video ?hidden=${s} controls playsinline aria-label=${a}></video>
      ${s?y(this.app,{id:e,name:i},this.positionMs??t):o}
      <div role="status">${this.renderState()}</div>
      <div class="bar">
        ${s?this.renderToggle():o}
        <span class="where">${a}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(e)}?at=${Math.round(t)}">
          ${c(d)}${n(`moment.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${n(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${c(f)}
        </button>
      </div>
    `}renderState(){let{state:e}=this;return e===`offline`?r`<p>${n(`errors.offline`)}</p>`:e===`missing`||e===`failed`||e===`unplayable`?r`<p>${n(`moment.${e}`)}</p>`:o}renderToggle(){let i=this.isPlaying?n(`timeline.pause`):n(`timeline.play`);return r`<button class="plain round" aria-label=${i} @click=${()=>this.player?.toggle()}>
      ${c(this.isPlaying?e:t)}
    </button>`}play(){let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+b},i=this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r});this.ensurePlayer().open(i,n)}ensurePlayer(){if(this.player!==null)return this.player;let e=this.player=new v(this.video);return e.state.subscribe(e=>this.state=e),e.position.subscribe(e=>this.positionMs=e),e.playing.subscribe(e=>this.isPlaying=e),e}};l([i({attribute:!1})],x.prototype,`app`,void 0),l([i({attribute:!1})],x.prototype,`moment`,void 0),l([s()],x.prototype,`state`,void 0),l([s()],x.prototype,`positionMs`,void 0),l([s()],x.prototype,`isPlaying`,void 0),l([g(`video`)],x.prototype,`video`,void 0),x=l([p(`wf-moment-player`)],x);