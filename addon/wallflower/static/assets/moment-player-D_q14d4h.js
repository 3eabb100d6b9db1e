import{Ht as e,O as t,S as n,_ as r,a as i,b as a,g as o,h as s,k as c,n as l,nt as u,r as d,v as f,w as p,y as m}from"./page-C80UqrNy.js";import{t as h}from"./query-Df4-SAIv.js";import{a as g}from"./format-xwhvASgy.js";var _=class{constructor(e,t){this.video=e,this.told=t,this.hls=null,this.turn=0}async play(e){this.stop();let t=this.turn,{default:n}=await c(async()=>{let{default:e}=await import(`./hls.light-B5YW9Yff.js`);return{default:e}},[],import.meta.url);if(t===this.turn){if(n.isSupported())this.attach(n,e);else if(this.video.canPlayType(`application/vnd.apple.mpegurl`)!==``)this.video.src=e;else{this.told(`unplayable`);return}try{await this.video.play()}catch(e){if(!(e instanceof DOMException))throw e;return}t===this.turn&&this.told(`playing`)}}stop(){this.turn++,this.hls?.destroy(),this.hls=null,this.video.removeAttribute(`src`),this.video.load()}attach(e,t){let n=this.hls=new e({maxBufferLength:12,enableWorker:!1});n.on(e.Events.ERROR,(t,{fatal:n,type:r})=>{n&&(this.stop(),this.told(r===e.ErrorTypes.MEDIA_ERROR?`unplayable`:`missing`))}),n.loadSource(t),n.attachMedia(this.video)}},v=3e5,y=class extends m{constructor(...e){super(...e),this.outcome=null,this.player=null}static{this.styles=[i,d,p`
      :host {
        display: block;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      video {
        display: block;
        width: 100%;
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
      .where {
        flex: 1;
        min-width: 8rem;
      }
    `]}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.play()}disconnectedCallback(){this.player?.stop(),super.disconnectedCallback()}updated(e){e.has(`moment`)&&this.play()}render(){let{camera_id:r,at_ms:i}=this.moment,o=`${this.app.cameras.find(r)?.name??t(`moment.gone_camera`)}, ${g(i)}`;return n`
      <video controls playsinline aria-label=${o}></video>
      <div role="status">
        ${this.outcome===`missing`||this.outcome===`unplayable`?n`<p>${t(`moment.${this.outcome}`)}</p>`:a}
      </div>
      <div class="bar">
        <span class="where">${o}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(r)}?at=${Math.round(i)}">
          ${s(e)}${t(`nav.timeline`)}
        </a>
        <button
          class="plain round"
          aria-label=${t(`moment.close`)}
          @click=${()=>this.dispatchEvent(new CustomEvent(`closed`))}
        >
          ${s(u)}
        </button>
      </div>
    `}play(){this.outcome=null,this.player??=new _(this.video,e=>this.outcome=e);let{camera_id:e,at_ms:t}=this.moment,n=Math.round(t),r={camera_id:e,start_ms:n,end_ms:n+v};this.player.play(this.app.api.url(`GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8`,{params:r}))}};l([r({attribute:!1})],y.prototype,`app`,void 0),l([r({attribute:!1})],y.prototype,`moment`,void 0),l([o()],y.prototype,`outcome`,void 0),l([h(`video`)],y.prototype,`video`,void 0),y=l([f(`wf-moment-player`)],y);