import{S as e,_ as t,a as n,b as r,c as i,d as a,f as o,h as s,m as c,n as l,o as u,p as d,r as f,s as p,u as m,v as h,w as g,x as _,y as v}from"./page-CA3PHYrT.js";var y=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},b=o(class extends d{constructor(e){if(super(e),e.type!==c.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let o=u(e),{values:s,keys:c}=this.dt(t,n,r);if(!Array.isArray(o))return this.ut=c,s;let l=this.ut??=[],d=[],f,h,g=0,v=o.length-1,b=0,x=s.length-1;for(;g<=v&&b<=x;)if(o[g]===null)g++;else if(o[v]===null)v--;else if(l[g]===c[b])d[b]=m(o[g],s[b]),g++,b++;else if(l[v]===c[x])d[x]=m(o[v],s[x]),v--,x--;else if(l[g]===c[x])d[x]=m(o[g],s[x]),a(e,d[x+1],o[g]),g++,x--;else if(l[v]===c[b])d[b]=m(o[v],s[b]),a(e,o[g],o[v]),v--,b++;else if(f===void 0&&(f=y(c,b,x),h=y(l,g,v)),f.has(l[g])){if(f.has(l[v])){let t=h.get(c[b]),n=t===void 0?null:o[t];if(n===null){let t=a(e,o[g]);m(t,s[b]),d[b]=t}else d[b]=m(n,s[b]),a(e,o[g],n),o[t]=null;b++}else p(o[v]),v--}else p(o[g]),g++;for(;b<=x;){let t=a(e,d[x+1]);m(t,s[b]),d[b++]=t}for(;g<=v;){let e=o[g++];e!==null&&p(e)}return this.ut=c,i(e,d),_}}),x=class extends v{constructor(...e){super(...e),this.heading=``,this.text=``,this.icon=``}static{this.styles=[n,f,g`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.75rem;
        max-width: 34rem;
        margin: 12vh auto;
        padding: 1.5rem;
        text-align: center;
      }
      .icon {
        width: 3rem;
        height: 3rem;
        color: var(--wf-muted);
      }
      p {
        margin: 0;
        color: var(--wf-muted);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        justify-content: center;
      }
    `]}render(){return e`
      ${this.icon===``?r:s(this.icon)}
      <h2>${this.heading}</h2>
      ${this.text===``?r:e`<p>${this.text}</p>`}
      <div class="actions"><slot></slot></div>
    `}};l([t()],x.prototype,`heading`,void 0),l([t()],x.prototype,`text`,void 0),l([t({attribute:!1})],x.prototype,`icon`,void 0),x=l([h(`wf-notice`)],x);export{b as t};