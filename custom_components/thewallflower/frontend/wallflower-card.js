var e=`M6.03 12.03L8.03 15.5L5.5 18.68L2 12.62L6.03 12.03M17 18V15.29C17.88 14.9 18.5 14.03 18.5 13C18.5 12.43 18.3 11.9 17.97 11.5L19.94 10.35C20.95 9.76 21.3 8.47 20.71 7.46L19.33 5.06C18.74 4.05 17.45 3.7 16.44 4.28L8.31 9C7.36 9.53 7.03 10.75 7.58 11.71L9.08 14.31C9.63 15.26 10.86 15.59 11.81 15.04L13.69 13.96C13.94 14.55 14.41 15.03 15 15.29V18C15 19.1 15.9 20 17 20H22V18H17Z`,t=`M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z`,n=`M7,5H21V7H7V5M7,13V11H21V13H7M4,4.5A1.5,1.5 0 0,1 5.5,6A1.5,1.5 0 0,1 4,7.5A1.5,1.5 0 0,1 2.5,6A1.5,1.5 0 0,1 4,4.5M4,10.5A1.5,1.5 0 0,1 5.5,12A1.5,1.5 0 0,1 4,13.5A1.5,1.5 0 0,1 2.5,12A1.5,1.5 0 0,1 4,10.5M7,19V17H21V19H7M4,16.5A1.5,1.5 0 0,1 5.5,18A1.5,1.5 0 0,1 4,19.5A1.5,1.5 0 0,1 2.5,18A1.5,1.5 0 0,1 4,16.5Z`,r=`M9,2A7,7 0 0,1 16,9C16,10.57 15.5,12 14.61,13.19L15.41,14H16L22,20L20,22L14,16V15.41L13.19,14.61C12,15.5 10.57,16 9,16A7,7 0 0,1 2,9A7,7 0 0,1 9,2M5,8V10H13V8H5Z`,i=`M9,2A7,7 0 0,1 16,9C16,10.57 15.5,12 14.61,13.19L15.41,14H16L22,20L20,22L14,16V15.41L13.19,14.61C12,15.5 10.57,16 9,16A7,7 0 0,1 2,9A7,7 0 0,1 9,2M8,5V8H5V10H8V13H10V10H13V8H10V5H8Z`,a=`M14,19H18V5H14M6,19H10V5H6V19Z`,o=`M8,5.14V19.14L19,12.14L8,5.14Z`,s=`M16,18H18V6H16M6,18L14.5,12L6,6V18Z`,c=`M6,18V6H8V18H6M9.5,12L18,6V18L9.5,12Z`,l=`M5,3C3.89,3 3,3.89 3,5V19C3,20.11 3.89,21 5,21H19C20.11,21 21,20.11 21,19V5C21,3.89 20.11,3 19,3H5M5,5H19V19H5V5M7,7V9H17V7H7M7,11V13H17V11H7M7,15V17H14V15H7Z`,u=`M4 2V8H2V2H4M2 22V16H4V22H2M5 12C5 13.11 4.11 14 3 14C1.9 14 1 13.11 1 12C1 10.9 1.9 10 3 10C4.11 10 5 10.9 5 12M16 4C20.42 4 24 7.58 24 12C24 16.42 20.42 20 16 20C12.4 20 9.36 17.62 8.35 14.35L6 12L8.35 9.65C9.36 6.38 12.4 4 16 4M15 13L19.53 15.79L20.33 14.5L16.5 12.2V7H15V13Z`,d=globalThis,ee=d.ShadowRoot&&(d.ShadyCSS===void 0||d.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,te=Symbol(),ne=new WeakMap,re=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==te)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(ee&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=ne.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&ne.set(t,e))}return e}toString(){return this.cssText}},ie=e=>new re(typeof e==`string`?e:e+``,void 0,te),f=(e,...t)=>new re(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,te),ae=(e,t)=>{if(ee)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=d.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},oe=ee?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return ie(t)})(e):e,{is:se,defineProperty:ce,getOwnPropertyDescriptor:le,getOwnPropertyNames:ue,getOwnPropertySymbols:de,getPrototypeOf:fe}=Object,p=globalThis,pe=p.trustedTypes,me=pe?pe.emptyScript:``,he=p.reactiveElementPolyfillSupport,m=(e,t)=>e,h={toAttribute(e,t){switch(t){case Boolean:e=e?me:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ge=(e,t)=>!se(e,t),_e={attribute:!0,type:String,converter:h,reflect:!1,useDefault:!1,hasChanged:ge};Symbol.metadata??=Symbol(`metadata`),p.litPropertyMetadata??=new WeakMap;var g=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=_e){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&ce(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=le(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??_e}static _$Ei(){if(this.hasOwnProperty(m(`elementProperties`)))return;let e=fe(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(m(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(m(`properties`))){let e=this.properties,t=[...ue(e),...de(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(oe(e))}else e!==void 0&&t.push(oe(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ae(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?h:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?h:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ge)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};g.elementStyles=[],g.shadowRootOptions={mode:`open`},g[m(`elementProperties`)]=new Map,g[m(`finalized`)]=new Map,he?.({ReactiveElement:g}),(p.reactiveElementVersions??=[]).push(`2.1.2`);var ve=globalThis,ye=e=>e,_=ve.trustedTypes,be=_?_.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,xe=`$lit$`,v=`lit$${Math.random().toFixed(9).slice(2)}$`,Se=`?`+v,Ce=`<${Se}>`,y=document,b=()=>y.createComment(``),x=e=>e===null||typeof e!=`object`&&typeof e!=`function`,S=Array.isArray,we=e=>S(e)||typeof e?.[Symbol.iterator]==`function`,Te=`[ 	
\f\r]`,C=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ee=/-->/g,De=/>/g,w=RegExp(`>|${Te}(?:([^\\s"'>=/]+)(${Te}*=${Te}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Oe=/'/g,ke=/"/g,Ae=/^(?:script|style|textarea|title)$/i,je=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),T=je(1),Me=je(2),E=Symbol.for(`lit-noChange`),D=Symbol.for(`lit-nothing`),Ne=new WeakMap,O=y.createTreeWalker(y,129);function Pe(e,t){if(!S(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return be===void 0?t:be.createHTML(t)}var Fe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=C;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===C?c[1]===`!--`?o=Ee:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=w):(Ae.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=w):o=De:o===w?c[0]===`>`?(o=i??C,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?w:c[3]===`"`?ke:Oe):o===ke||o===Oe?o=w:o===Ee||o===De?o=C:(o=w,i=void 0);let d=o===w&&e[t+1].startsWith(`/>`)?` `:``;a+=o===C?n+Ce:l>=0?(r.push(s),n.slice(0,l)+xe+n.slice(l)+v+d):n+v+(l===-2?t:d)}return[Pe(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Ie=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Fe(t,n);if(this.el=e.createElement(l,r),O.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=O.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(xe)){let t=u[o++],n=i.getAttribute(e).split(v),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Re:r[1]===`?`?ze:r[1]===`@`?Be:j}),i.removeAttribute(e)}else e.startsWith(v)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Ae.test(i.tagName)){let e=i.textContent.split(v),t=e.length-1;if(t>0){i.textContent=_?_.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],b()),O.nextNode(),c.push({type:2,index:++a});i.append(e[t],b())}}}else if(i.nodeType===8){if(i.data===Se)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(v,e+1))!==-1;)c.push({type:7,index:a}),e+=v.length-1}}a++}}static createElement(e,t){let n=y.createElement(`template`);return n.innerHTML=e,n}};function k(e,t,n=e,r){if(t===E)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=x(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=k(e,i._$AS(e,t.values),i,r)),t}var Le=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??y).importNode(t,!0);O.currentNode=r;let i=O.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new A(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ve(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=O.nextNode(),a++)}return O.currentNode=y,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},A=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=D,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=k(this,e,t),x(e)?e===D||e==null||e===``?(this._$AH!==D&&this._$AR(),this._$AH=D):e!==this._$AH&&e!==E&&this._(e):e._$litType$===void 0?e.nodeType===void 0?we(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==D&&x(this._$AH)?this._$AA.nextSibling.data=e:this.T(y.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Ie.createElement(Pe(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Le(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Ne.get(e.strings);return t===void 0&&Ne.set(e.strings,t=new Ie(e)),t}k(t){S(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(b()),this.O(b()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ye(e).nextSibling;ye(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},j=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=D,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=D}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=k(this,e,t,0),a=!x(e)||e!==this._$AH&&e!==E,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=k(this,r[n+o],t,o),s===E&&(s=this._$AH[o]),a||=!x(s)||s!==this._$AH[o],s===D?e=D:e!==D&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===D?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Re=class extends j{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===D?void 0:e}},ze=class extends j{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==D)}},Be=class extends j{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=k(this,e,t,0)??D)===E)return;let n=this._$AH,r=e===D&&n!==D||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==D&&(n===D||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ve=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){k(this,e)}},He={M:xe,P:v,A:Se,C:1,L:Fe,R:Le,D:we,V:k,I:A,H:j,N:ze,U:Be,B:Re,F:Ve},Ue=ve.litHtmlPolyfillSupport;Ue?.(Ie,A),(ve.litHtmlVersions??=[]).push(`3.3.3`);var We=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new A(t.insertBefore(b(),e),e,void 0,n??{})}return i._$AI(e),i},Ge=globalThis,M=class extends g{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=We(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return E}};M._$litElement$=!0,M.finalized=!0,Ge.litElementHydrateSupport?.({LitElement:M});var Ke=Ge.litElementPolyfillSupport;Ke?.({LitElement:M}),(Ge.litElementVersions??=[]).push(`4.2.2`);var qe={attribute:!0,type:String,converter:h,reflect:!1,hasChanged:ge},Je=(e=qe,t,n)=>{let{kind:r,metadata:i}=n,a=globalThis.litPropertyMetadata.get(i);if(a===void 0&&globalThis.litPropertyMetadata.set(i,a=new Map),r===`setter`&&((e=Object.create(e)).wrapped=!0),a.set(n.name,e),r===`accessor`){let{name:r}=n;return{set(n){let i=t.get.call(this);t.set.call(this,n),this.requestUpdate(r,i,e,!0,n)},init(t){return t!==void 0&&this.C(r,void 0,e,t),t}}}if(r===`setter`){let{name:r}=n;return function(n){let i=this[r];t.call(this,n),this.requestUpdate(r,i,e,!0,n)}}throw Error(`Unsupported decorator location: `+r)};function N(e){return(t,n)=>typeof n==`object`?Je(e,t,n):((e,t,n)=>{let r=t.hasOwnProperty(n);return t.constructor.createProperty(n,e),r?Object.getOwnPropertyDescriptor(t,n):void 0})(e,t,n)}function P(e){return N({...e,state:!0,attribute:!1})}var Ye=(e,t,n)=>(n.configurable=!0,n.enumerable=!0,Reflect.decorate&&typeof t!=`object`&&Object.defineProperty(e,t,n),n);function Xe(e,t){return(n,r,i)=>{let a=t=>t.renderRoot?.querySelector(e)??null;if(t){let{get:e,set:t}=typeof r==`object`?n:i??(()=>{let e=Symbol();return{get(){return this[e]},set(t){this[e]=t}}})();return Ye(n,r,{get(){let n=e.call(this);return n===void 0&&(n=a(this),(n!==null||this.hasUpdated)&&t.call(this,n)),n}})}return Ye(n,r,{get(){return a(this)}})}}var Ze=500,Qe=3e4;function $e(e,t=Math.random){return Math.min(Qe,Ze*2**Math.min(e,16))*(.75+t()/2)}var et={loading:`Loading …`,"timeline.voice":`Speaker {number}`,"timeline.voice_title":`Say who speaker {number} is`,"timeline.label":`Timeline of the day`,"timeline.nothing":`Nothing is shown`,"timeline.no_camera":`Which camera?`,"timeline.transcript":`Transcript`,"timeline.follow":`Follow playback`,"timeline.silent":`Nothing was said on this day, or it was not transcribed.`,"timeline.day_before":`The day before`,"timeline.day_after":`The day after`,"timeline.month_before":`The month before`,"timeline.month_after":`The month after`,"timeline.choose_day":`Choose a day`,"timeline.with_footage":`{day}, with footage`,"timeline.camera":`Camera`,"timeline.go_live":`Go live`,"timeline.play":`Play`,"timeline.pause":`Pause`,"timeline.frame_back":`One frame back`,"timeline.frame_on":`One frame on`,"timeline.speed":`Speed`,"timeline.captions":`Captions`,"timeline.mute":`Without sound`,"timeline.zoom_in":`Zoom in`,"timeline.zoom_out":`Zoom out`,"timeline.fit":`Whole day`,"timeline.select":`Select clip`,"timeline.help":`Keys`,"timeline.list":`List of the day`,"timeline.list_part":`{from}–{to} of {count}`,"timeline.list_earlier":`Earlier`,"timeline.list_later":`Later`,"timeline.visit.unsure":`Somebody, perhaps known`,"timeline.visit.unknown":`Somebody unknown`,"timeline.gap":`No recording: {reason}`,"timeline.gap_between":`No recording {start}–{end}: {reason}`,"timeline.unrecorded":`There is no recording of this instant.`,"timeline.next":`Jump to what follows`,"timeline.empty_day":`There is no footage of this day.`,"timeline.no_motion":`Motion: not looked for`,"timeline.no_motion_text":`Motion is looked for where faces are recognised or only events are recorded.`,"timeline.unplayable":`This browser cannot play the camera's video (HEVC, mostly). The picture of each instant is shown instead.`,"timeline.failed":`The recording cannot be loaded.`,"timeline.lane.recorded":`Recording`,"timeline.lane.motion":`Motion`,"timeline.lane.speech":`Speech`,"timeline.lane.visits":`Faces`,"card.name":`TheWallflower`,"card.description":`A camera's live picture, its timeline or what it heard.`,"card.views":`View`,"card.view.live":`Live`,"card.view.timeline":`Timeline`,"card.view.transcript":`Transcript`,"card.open_panel":`Open TheWallflower`,"card.when":`Which hours`,"card.last_hours":{one:`Last hour`,other:`Last {count} hours`},"card.live_of":`Live picture of {name}`,"card.recording_of":`Recording of {name}`,"card.live_coming":`The live picture is on its way; this is the newest still.`,"card.live_failed":`There is no live picture at the moment. It is tried again by itself.`,"card.live_away":`The camera cannot be reached, or is turned off. The live picture comes back with it.`,"card.live_unplayable":`This browser cannot play the camera's video (HEVC, mostly). A new still comes every few seconds.`,"card.mute":`Mute`,"card.unmute":`Sound on`,"card.here":`{name} is here`,"card.stranger_here":`Somebody unknown is here`,"card.stranger":`Unknown`,"card.speaking":`Somebody is speaking`,"card.people":`Who was seen`,"card.play_from":`plays from there`,"card.now":`now`,"card.not_recording":`Recording is turned off`,"card.not_transcribed":`Transcription is turned off for this camera.`,"card.nothing_recorded":`There is no recording of these hours.`,"card.play_newest":`Play the newest recording`,"card.previous":`Previous event`,"card.next":`Next event`,"card.list":`As a list`,"card.search":`Search all that was said`,"card.search_end":`End the search`,"card.hits":{one:`1 line was found`,other:`{count} lines were found`},"card.retry":`Try again`,"card.unavailable":`TheWallflower does not answer. The card goes on as soon as it does.`,"card.forbidden":`You may not see this camera.`,"card.starting":`Home Assistant is starting. The card goes on as soon as it has its cameras.`,"card.gone":`There is no entity {entity}. Choose another camera in the card's settings.`,"card.not_ours":`This entity is no camera of TheWallflower. Choose another one in the card's settings.`,"card.config.cameras":`Name one or more cameras of TheWallflower, like "cameras: [camera.front_door]".`,"card.config.one_of":`{option}: expected {values}.`,"card.config.count":`{option}: expected a whole number from 1 to {most}.`,"card.config.switch":`{option}: expected true or false.`,"card.config.texts":`{option}: expected a list of texts.`,"card.config.by_hand":`This card has options that only the code editor shows.`,"card.option.cameras.label":`Cameras`,"card.option.cameras.help":`With several, the card has a menu of them.`,"card.option.view.label":`View`,"card.option.view.help":`What is shown first; the buttons of the card lead to the others.`,"card.option.hours.label":`Hours`,"card.option.hours.help":`How far the timeline and the transcript go back.`,"card.option.lanes.label":`Lanes`,"card.option.lanes.help":`Which lanes the timeline has.`,"card.option.transcript_lines.label":`Lines`,"card.option.transcript_lines.help":`How many of the newest lines the transcript has.`,"card.option.people.label":`People`,"card.option.people.help":`Shows who is here and who was seen.`,"card.option.keywords.label":`Keywords`,"card.option.keywords.help":`Words that are marked in the transcript.`,"card.option.muted.label":`Muted`,"card.option.muted.help":`Whether the live picture begins without sound.`,"card.option.open_panel.label":`Button to the add-on`,"card.option.open_panel.help":`A button that opens TheWallflower's own pages, if they are in the side bar.`,"gap.camera_offline":`the camera was offline`,"gap.auth_failed":`the camera refused the login`,"gap.stream_error":`the camera sent what cannot be read`,"gap.disk_full":`the disk was full`,"gap.disk_error":`the disk could not be written`,"gap.turned_off":`recording was turned off`,"gap.no_event":`nothing happened`,"gap.off_schedule":`outside of the schedule`,"gap.server_stopped":`the server was stopped`,"gap.crash":`the server crashed`,"gap.expired":`deleted because of its age or the space`,"gap.deleted":`somebody deleted it`,"gap.damaged":`the file is damaged`,"gap.unknown":`the reason is not known`},tt=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),nt=function(e,t){return new URL(e,t).href},rt={},it=function(e){return e.pathname.endsWith(`.css`)},at=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},ot=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=nt(t,n);let r=s(t),i=it(r);return at(rt,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:tt,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},st={en:{},de:{shell:()=>ot(()=>import(`./shell-CUf5r5z3.js`),[],import.meta.url)}};function ct(e,t){return{book:e,language:t,plurals:new Intl.PluralRules(t),numbers:new Intl.NumberFormat(t)}}var lt={en:{...et},de:{}},ut=new Set([`shell`]),F=ct(`en`,`en`),dt=`en`,ft=0;async function pt(e){let t=++ft,n=e.split(`-`)[0]?.toLowerCase()??``;dt=n in st?n:`en`;let r=ct(dt,dt===`en`?ht(e):e);await mt(r.book,ut),t===ft&&(F=r)}async function mt(e,t){let n=[...t].map(t=>st[e][t]).filter(e=>e!==void 0);for(let{default:t}of await Promise.all(n.map(e=>e())))Object.assign(lt[e],t)}function ht(e){return e.toLowerCase().startsWith(`en-`)?e:`en`}function gt(){return F.language}function I(e,...t){let n=t[0]??{};return _t(lt[F.book][e]??e,n.count).replace(/\{(\w+)\}/g,(e,t)=>{let r=n[t]??``;return typeof r==`number`?F.numbers.format(r):r})}function _t(e,t){return typeof e==`string`?e:e[F.plurals.select(Number(t))]??e.other}var vt={},yt=new Map;function bt(e){vt=e,yt.clear()}function L(e,t){let n=`${gt()} ${e}`,r=yt.get(n);return r===void 0&&yt.set(n,r=new Intl.DateTimeFormat(gt(),{...t,...vt})),r}function xt(e){return L(`clock`,{timeStyle:`medium`}).format(e)}function St(e){return L(`minute`,{timeStyle:`short`}).format(e)}function Ct(e){return L(`day`,{weekday:`short`,day:`numeric`,month:`short`}).format(e)}function wt(e){return L(`instant`,{dateStyle:`long`,timeStyle:`medium`}).format(e)}var Tt=[[`day`,86400],[`hour`,3600],[`minute`,60],[`second`,1]];function Et(e){let t=Math.max(0,Math.round(e/1e3)),[n,r]=Tt.find(([,e])=>t>=e)??[`second`,1],i={style:`unit`,unit:n,unitDisplay:`long`,maximumFractionDigits:0};return new Intl.NumberFormat(gt(),i).format(t/r)}function R(e){return t=>{customElements.get(e)===void 0&&customElements.define(e,t)}}function z(e){return Me`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${e}></path></svg>`}var B={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Dt=e=>(...t)=>({_$litDirective$:e,values:t}),Ot=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:kt}=He,At=e=>e,jt=e=>e.strings===void 0,Mt=()=>document.createComment(``),Nt=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new kt(r.insertBefore(Mt(),i),r.insertBefore(Mt(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=At(e).nextSibling;At(r).insertBefore(e,i),e=t}}}return n},Pt=(e,t,n=e)=>(e._$AI(t,n),e),Ft={},It=(e,t=Ft)=>e._$AH=t,Lt=e=>e._$AH,Rt=e=>{e._$AR(),e._$AA.remove()},zt=Dt(class extends Ot{constructor(e){if(super(e),e.type!==B.PROPERTY&&e.type!==B.ATTRIBUTE&&e.type!==B.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!jt(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===E||t===D)return t;let n=e.element,r=e.name;if(e.type===B.PROPERTY){if(t===n[r])return E}else if(e.type===B.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return E}else if(e.type===B.ATTRIBUTE&&n.getAttribute(r)===t+``)return E;return It(e),t}});function Bt(e,t,n){return T`<option value=${e} .selected=${zt(n)}>${t}</option>`}var Vt=f`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--wf-accent);
    outline-offset: 2px;
  }
  h1:focus-visible {
    outline: none;
  }
  h1 {
    margin: 0;
    font-size: 1.35rem;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  h2 {
    margin: 0;
    font-size: 1.05rem;
    font-weight: 600;
  }
  a {
    color: var(--wf-accent);
  }
  .icon {
    width: 1.25rem;
    height: 1.25rem;
    flex: none;
    fill: currentColor;
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,Ht=f`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45rem;
    min-height: 2.5rem;
    padding: 0 0.9rem;
    border: 1px solid var(--wf-line);
    border-radius: 999px;
    background: var(--wf-card);
    color: var(--wf-text);
    font: inherit;
    font-weight: 500;
    text-decoration: none;
    cursor: pointer;
    transition: background var(--wf-quick);
    touch-action: manipulation;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: color-mix(in srgb, var(--wf-text) 7%, var(--wf-card));
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.primary,
  .button.primary {
    border-color: transparent;
    background: var(--wf-accent);
    color: var(--wf-on-accent);
  }
  button.danger {
    border-color: transparent;
    background: var(--wf-bad);
    color: var(--wf-card);
  }
  button.plain,
  .button.plain {
    border-color: transparent;
    background: none;
  }
  button.plain:hover:not(:disabled),
  .button.plain:hover {
    background: var(--wf-hover);
  }
  button.round,
  .button.round {
    width: 2.5rem;
    padding: 0;
  }
  button[aria-pressed="true"] {
    border-color: var(--wf-accent);
    background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
  }
`,Ut=f`
  label {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    font-weight: 500;
  }
  input,
  select,
  textarea {
    min-height: 2.5rem;
    padding: 0 0.75rem;
    border: 1px solid var(--wf-line);
    border-radius: 8px;
    background: var(--wf-card);
    color: var(--wf-text);
    font: inherit;
  }
`,V=class{constructor(e){this.value=e,this.watchers=new Set}get(){return this.value}set(e){if(!Object.is(e,this.value)){this.value=e;for(let t of[...this.watchers])t(e)}}update(e){this.set(e(this.value))}subscribe(e){return this.watchers.add(e),()=>this.watchers.delete(e)}},Wt=class{constructor(e,t){this.host=e,this.stores=t,this.subscriptions=[],e.addController(this)}hostConnected(){this.subscriptions=this.stores().map(e=>e.subscribe(()=>this.host.requestUpdate()))}hostDisconnected(){for(let e of this.subscriptions.splice(0))e()}},Gt=.02,Kt=.05;function qt(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1,a=e[i];a!==void 0&&t(a)?n=i+1:r=i}return e[n-1]??e[0]??null}function H(e,t){let n=qt(e,({programDateTime:e})=>(e??0)<=t);if(n?.programDateTime==null)return null;let r=Math.min(Math.max(0,(t-n.programDateTime)/1e3),n.duration-Kt);return n.start+r}function Jt(e,t){let n=qt(e,({start:e})=>e<=t+Gt);return n?.programDateTime==null?null:Math.round(n.programDateTime+Math.max(0,t-n.start)*1e3)}function Yt(e){let t=[],n=0,r=null;for(let i of e.split(`
`)){let[,e,a=``]=/^#(EXT-X-PROGRAM-DATE-TIME|EXTINF):([^,]*)/.exec(i)??[];if(e===`EXT-X-PROGRAM-DATE-TIME`&&(r=Date.parse(a)),e!==`EXTINF`)continue;let o=Number(a);t.push({start:n,duration:o,programDateTime:r}),n+=o,r!==null&&(r+=o*1e3)}return t}var Xt=12,Zt=600,Qt=1e3,$t=3,en=class{constructor(e,t=()=>void 0){this.video=e,this.finished=t,this.state=new V(`idle`),this.position=new V(null),this.playing=new V(!1),this.hls=null,this.entries=[],this.opening=0,this.openedMs=0,this.untilMs=null,this.rate=1,this.recoveries=0,this.stillS=null,this.listening=new AbortController,this.refused=()=>{this.hls===null&&this.state.get()===`ready`&&this.stillS===null&&this.showStills()},this.nextStill=()=>{let e=this.entries.at(-1);this.stillS!==null&&e!==void 0&&(this.goTo(this.stillS+this.rate*Qt/1e3),this.stillS>=e.start+e.duration&&this.finish())},this.moved=()=>{let e=this.state.get();if(e!==`ready`&&e!==`unplayable`)return;let t=Jt(this.entries,this.timeS());t!==null&&this.position.set(t),this.awaitEnd()},this.toggled=()=>{this.stillS===null&&this.playing.set(!this.video.paused&&this.state.get()!==`idle`),this.awaitEnd()};let{signal:n}=this.listening;for(let t of[`timeupdate`,`seeking`])e.addEventListener(t,this.moved,{signal:n});for(let t of[`play`,`pause`,`emptied`])e.addEventListener(t,this.toggled,{signal:n});e.addEventListener(`ended`,()=>this.finish(),{signal:n}),e.addEventListener(`error`,this.refused,{signal:n})}async open(e,t,{isPlaying:n=!0,untilMs:r=null}={}){this.close();let i=this.opening;this.openedMs=t,this.untilMs=r,this.state.set(`loading`);let a=new URL(e,document.baseURI);a.searchParams.set(`at`,String(Math.round(t)));let{default:o}=await ot(async()=>{let{default:e}=await import(`./hls.light-B5YW9Yff.js`);return{default:e}},[],import.meta.url);i===this.opening&&(o.isSupported()?this.attach(o,a.href,n):await this.openNatively(a.href,n))}seek(e){let t=H(this.entries,e);return t!==null&&(this.untilMs=null,this.goTo(t),!0)}play(e=null){this.untilMs=e,this.stillS===null?(this.video.play().catch(()=>void 0),this.toggled()):this.playing.get()||(this.stills=setInterval(this.nextStill,Qt),this.playing.set(!0),this.awaitEnd())}pause(){clearTimeout(this.ending),clearInterval(this.stills),this.video.pause(),this.stillS===null?this.toggled():this.playing.set(!1)}toggle(){this.playing.get()?this.pause():this.play(this.untilMs)}step(e,t){this.pause(),this.goTo(this.timeS()+e/(t||25))}setRate(e){this.rate=e,this.video.defaultPlaybackRate=this.video.playbackRate=e,this.awaitEnd()}close(){this.opening++,clearTimeout(this.ending),clearInterval(this.stills),this.dropVideo(),this.entries=[],this.stillS=this.untilMs=null,this.recoveries=0,this.state.set(`idle`),this.playing.set(!1)}stop(){this.listening.abort(),this.close()}attach(e,t,n){let r=new e({maxBufferLength:Xt,backBufferLength:Xt,enableWorker:!1});this.hls=r,r.on(e.Events.LEVEL_LOADED,(e,{details:t})=>this.loaded(t.fragments,n)),r.on(e.Events.ERROR,(t,n)=>this.went(e,r,n)),r.loadSource(t),r.attachMedia(this.video)}async openNatively(e,t){let{opening:n,video:r}=this,{status:i,text:a}=await tn(e);if(n!==this.opening)return;if(i!==200){this.state.set(nn(i));return}let o=Yt(a);o.length>0&&r.canPlayType(`application/vnd.apple.mpegurl`)!==``?(r.src=e,r.addEventListener(`loadedmetadata`,()=>this.goTo(H(o,this.openedMs)??0),{once:!0}),this.loaded(o,t)):(this.entries=o,this.showStills(t))}loaded(e,t){this.entries=e,this.state.set(e.length===0?`missing`:`ready`),t&&e.length>0&&this.play(this.untilMs)}went(e,t,n){let{details:r,fatal:i,type:a}=n,{ErrorDetails:o,ErrorTypes:s}=e;if(r===o.LEVEL_EMPTY_ERROR)this.give(`missing`);else if(r===o.BUFFER_ADD_CODEC_ERROR&&n.sourceBufferName!==`audio`)this.showStills();else if(i)a===s.MEDIA_ERROR?r===o.MANIFEST_INCOMPATIBLE_CODECS_ERROR?this.give(`unplayable`):r===o.BUFFER_INCOMPATIBLE_CODECS_ERROR||++this.recoveries>$t?this.showStills():t.recoverMediaError():this.give(nn(n.response?.code));else return}give(e){this.dropVideo(),this.state.set(e)}showStills(e=!this.video.paused){this.dropVideo(),this.stillS=H(this.entries,this.openedMs),this.state.set(this.stillS===null?`missing`:`unplayable`),this.playing.set(!1),this.moved(),e&&this.stillS!==null&&this.play(this.untilMs)}timeS(){return this.stillS??this.video.currentTime}goTo(e){this.stillS===null?this.video.currentTime=e:(this.stillS=Math.max(0,e),this.moved())}awaitEnd(){if(clearTimeout(this.ending),this.untilMs===null||!this.playing.get())return;let e=H(this.entries,this.untilMs);if(e===null)return;let t=(e-this.timeS())*1e3/this.rate;t<=0?this.finish():t<Zt&&this.stillS===null&&(this.ending=setTimeout(()=>this.awaitEnd(),t))}finish(){this.untilMs=null,this.pause(),this.finished()}dropVideo(){this.hls?.destroy(),this.hls=null,this.video.removeAttribute(`src`),this.video.load()}};async function tn(e){try{let t=await fetch(e);return{status:t.status,text:await t.text()}}catch{return{status:0,text:``}}}function nn(e){return e===void 0||e===0?`offline`:e===404?`missing`:`failed`}var rn=1e3;function U({startMs:e,endMs:t}){return t-e}function W(e,t,n){let r=Math.min(Math.max(t,rn),U(n)),i=Math.min(Math.max(e,n.startMs),n.endMs-r);return{startMs:i,endMs:i+r}}function an(e,t,n,r){let i=Math.min(Math.max(U(e)*r,rn),U(t));return W(n-(n-e.startMs)/U(e)*i,i,t)}function on(e,t,n){return W(e.startMs+n,U(e),t)}function sn(e,t,n){return Math.round((e-t.startMs)/U(t)*n)}function cn(e,t,n){let r=sn(e.startMs,t,n),i=Math.max(r+2,sn(e.endMs,t,n)),[a,o]=[Math.max(0,r),Math.min(n,i)];return o>a?[a,o]:null}function ln(e,t,n){return n>=e.startMs&&n<=e.endMs?e:W(n-U(e)*.1,U(e),t)}function un(e,t,n,r){let i=U(e),[a,o]=n.map(t=>e.startMs+t*i),s=r[1]-r[0];if(Math.abs(s)<.01)return e;let c=(o-a)/s;return c<=0?e:W(a-r[0]*c,c,t)}var dn=[1,2,5,10,30,60,120,300,600,1800,3600,7200,10800,21600],fn=36e5;function pn(e,t,n){let r=(dn.find(t=>U(e)/(t*1e3)<=n)??43200)*1e3;if(r>=fn)return{stepMs:r,atMs:mn(e,t,r/fn)};let i=Math.ceil((e.startMs-t.startMs)/r),a=Math.floor((e.endMs-t.startMs)/r)-i+1;return{stepMs:r,atMs:Array.from({length:a},(e,n)=>t.startMs+(i+n)*r)}}function mn(e,t,n){let r=new Date(t.startMs),i=new Set;for(let t=r.getHours();;t+=n){let n=new Date(r.getFullYear(),r.getMonth(),r.getDate(),t,r.getMinutes());if(n.getTime()>e.endMs)return[...i];n.getTime()>=e.startMs&&n.getHours()===t%24&&i.add(n.getTime())}}var hn={starts:new Float64Array,ends:new Float64Array};function gn({recorded:e,motion:t,speech:n,visits:r,start_ms:i}){return{recorded:G(e,i),motion:t==null?null:G(t,i),speech:G(n,i),visits:G(r,i)}}function G({after_ms:e,lasts_ms:t},n){let r=new Float64Array(e.length),i=new Float64Array(e.length),a=n;for(let[n,o]of e.entries())a+=o,r[n]=a,i[n]=a+(t[n]??0);return{starts:r,ends:i}}function K({starts:e},t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;(e[i]??0)<=t?n=i+1:r=i}return n}var _n=64;function vn(e,t,n){n.fill(0);let r=n.length/U(t),i=Math.max(0,K(e,t.startMs)-_n);for(let a=i;a<e.starts.length;a++){let i=e.starts[a]??0;if(i>=t.endMs)break;yn(n,(i-t.startMs)*r,((e.ends[a]??0)-t.startMs)*r)}}function yn(e,t,n){let r=Math.max(0,t),i=Math.min(e.length,n);for(let t=Math.floor(r);t<i;t++){let n=Math.min(i,t+1)-Math.max(r,t);e[t]=Math.min(1,(e[t]??0)+n)}}function bn(e,t,n){let r=e.map(e=>{let r=K(e,n>0?t:t-1500);return e.starts[n>0?r:r-1]}).filter(e=>e!==void 0);return r.length===0?null:n>0?Math.min(...r):Math.max(...r)}function xn({recorded:e},t){return t<(e.ends[K(e,t)-1]??0)}function Sn(e,t){return e.find(({start_ms:e,end_ms:n})=>e<=t&&t<(n??1/0))??null}var Cn=30,wn=class{constructor(e,t){this.hass=e,this.entityId=t}async range(e,t){let n={start_ms:e.startMs,end_ms:e.endMs},[r,{gaps:i},a,{people:o}]=await Promise.all([this.ask(`lanes`,n),this.ask(`gaps`,n),this.ask(`lines`,{...n,limit:t}),this.ask(`people`,n)]);return{lanes:gn(r),gaps:i,people:o,...a}}async days(e){return(await this.ask(`days`,{time_zone:e})).days}async search(e){return this.ask(`search`,{text:e,limit:Cn})}async playlist(e,t){let n=Math.round(t),r={start_ms:Math.round(e.startMs),end_ms:Math.round(e.endMs)};return this.address(await this.ask(`play`,{...r,at_ms:n}))}async picture(e){return this.address(await this.ask(`picture`,{at_ms:Math.round(e)}))}async live(){let e={type:`camera/stream`,entity_id:this.entityId,format:`hls`};return this.address(await this.hass().callWS(e))}follow(e){let t={type:`thewallflower/card/follow`,entity_id:this.entityId};return this.hass().connection.subscribeMessage(e,t,{resubscribe:!1})}address({url:e}){return this.hass().hassUrl(e)}ask(e,t){return this.hass().callWS({type:`thewallflower/card/${e}`,entity_id:this.entityId,...t})}};function Tn(e){let{code:t,message:n}=typeof e==`object`&&e?e:{};return t===`unauthorized`?I(`card.forbidden`):t===`not_found`?I(`card.not_ours`):t===`unavailable`||t===`unknown_command`||typeof n!=`string`?I(`card.unavailable`):n}function En(e,t){let n=36e5;return{startMs:Math.floor((t-e*n)/n)*n,endMs:t}}var Dn=36e5,On=3e5;function kn(e,t){let n=Math.max(e.startMs,t-On),r=Math.min(e.endMs,n+Dn);return U({startMs:n,endMs:r})>0?{startMs:n,endMs:r}:{startMs:n,endMs:n+1e3}}var An=`thewallflower`;function jn({config:e}){return e.state!==`RUNNING`}function q(e,t){let n=e.entities[t]?.device_id??null,r={};if(n===null)return r;for(let{entity_id:t,device_id:i,platform:a,translation_key:o}of Object.values(e.entities))i===n&&a===`thewallflower`&&o&&(r[`${t.slice(0,t.indexOf(`.`))}.${o}`]=t);return r}function Mn(e){return Object.values(e.entities).filter(({entity_id:e,platform:t})=>t===`thewallflower`&&e.startsWith(`camera.`)).map(({entity_id:e})=>e).sort()}function J(e,t){let n=e.states[t]?.attributes.friendly_name;return typeof n==`string`?n:t}function Nn(e,t,n){return e.states[q(e,t)[n]??``]?.state===`off`}function Pn({locale:e,config:t}){return e.time_zone===`server`?t.time_zone:Intl.DateTimeFormat().resolvedOptions().timeZone}function Fn({panels:e}){let t=Object.keys(e).find(e=>e.endsWith(`_${An}`));return t===void 0?null:`/${t}`}var In=f`
  .cover {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.75rem;
    padding: 1rem;
    background: rgb(8 11 10 / 82%);
    text-align: center;
  }
  .cover p,
  .caption {
    margin: 0;
  }
  .caption {
    position: absolute;
    inset: auto 0 5%;
    width: fit-content;
    max-width: 90%;
    margin-inline: auto;
    padding: 0.2rem 0.6rem;
    border-radius: 6px;
    background: rgb(0 0 0 / 76%);
    font-size: clamp(0.9rem, 2.2vw, 1.25rem);
    text-align: center;
    overflow-wrap: anywhere;
    pointer-events: none;
  }
`,Ln=f`
  :host {
    --wf-accent: var(--primary-color);
    --wf-on-accent: var(--text-primary-color, #fff);
    --wf-page: var(--primary-background-color, #fafafa);
    --wf-card: var(--ha-card-background, var(--card-background-color, #fff));
    --wf-raised: var(--card-background-color, #fff);
    --wf-text: var(--primary-text-color, #212121);
    --wf-muted: color-mix(in srgb, var(--wf-text) 78%, var(--wf-raised));
    --wf-line: var(--divider-color, #e0e0e0);
    --wf-hover: color-mix(in srgb, var(--wf-text) 7%, transparent);
    --wf-warn: #8a5a00;
    --wf-bad: #b3261e;
    --wf-lane-recording: #3b7dbd;
    --wf-lane-motion: #b9770e;
    --wf-lane-speech: #7a52c7;
    --wf-lane-faces: #c2477f;
    --wf-shadow: 0 1px 2px rgb(0 0 0 / 12%), 0 4px 16px rgb(0 0 0 / 12%);
    --wf-radius: 10px;
    --wf-quick: 140ms;
    color: var(--wf-text);
  }
  :host([dark]) {
    --wf-warn: #f0b95a;
    --wf-bad: #ff9a91;
    --wf-lane-recording: #6cb0ee;
    --wf-lane-motion: #e6ae50;
    --wf-lane-speech: #b79cf2;
    --wf-lane-faces: #ef8fb9;
  }
`,Rn=f`
  ${In}
  .picture {
    position: relative;
    flex: 1 1 auto;
    min-height: 7rem;
    aspect-ratio: 16 / 9;
    overflow: hidden;
    background: #0b0e0d;
    color: #e7edea;
  }
  .picture video,
  .picture > img {
    position: absolute;
    inset: 0;
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  .picture ::slotted(.invitation) {
    position: absolute;
    inset: 0;
    width: fit-content;
    height: fit-content;
    margin: auto;
    padding: 0 1rem;
    color: #fff;
    text-align: center;
  }
  .picture ::slotted(button.invitation) {
    border-color: rgb(255 255 255 / 40%);
    background: rgb(0 0 0 / 76%);
  }
  .caption {
    font-size: inherit; /* a card is not as wide as its window */
  }
  .picture > .missing {
    visibility: hidden; /* the note over it tells why; a browser's sign for it would tell no more */
  }
  .picture .over {
    position: absolute;
    inset: 0 0 auto;
  }
  .note {
    margin: 0;
    padding: 0.3rem 0.75rem;
    background: rgb(0 0 0 / 76%);
    color: #fff;
    font-size: 0.8125rem;
  }
  .chips {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0.35rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chips li,
  .chips button {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-height: 1.75rem;
    padding: 0 0.7rem;
    border-radius: 999px;
    font-size: 0.8125rem;
  }
  .chips li:has(button) {
    padding: 0;
  }
  .picture .chips {
    margin: 0.5rem;
  }
  .picture .chips li {
    background: rgb(0 0 0 / 76%);
    color: #fff;
  }
  .chips img {
    width: 1.5rem;
    height: 1.5rem;
    margin-inline-start: -0.45rem;
    border-radius: 50%;
    object-fit: cover;
  }
`;function Y(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var zn=3e3,Bn=12e3,Vn=`200px`,X=class extends M{constructor(...e){super(...e),this.entity=``,this.now=null,this.people=!1,this.muted=!0,this.isMuted=!0,this.playerState=`idle`,this.hasPicture=!1,this.isStillMissing=!1,this.tick=0,this.player=null,this.failures=0,this.turn=0,this.isNear=!1,this.isWatched=!1,this.sight=new IntersectionObserver(e=>{this.isNear=e.at(-1)?.isIntersecting??!1,this.look()},{rootMargin:Vn}),this.look=()=>{let e=this.isNear&&document.visibilityState!==`hidden`&&this.isReachable();e!==this.isWatched&&(this.isWatched=e,clearInterval(this.ticking),e?(this.tick++,this.ticking=setInterval(()=>this.tick++,zn),this.start()):this.stop())}}static{this.styles=[Vt,Ht,Rn,f`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      button.sound {
        position: absolute;
        inset-block-end: 0.5rem;
        inset-inline-end: 0.5rem;
        border-color: transparent;
        background: rgb(0 0 0 / 76%);
        color: #fff;
      }
    `]}connectedCallback(){super.connectedCallback(),document.addEventListener(`visibilitychange`,this.look),this.sight.observe(this)}disconnectedCallback(){document.removeEventListener(`visibilitychange`,this.look),this.sight.unobserve(this),this.isNear=!1,this.look(),super.disconnectedCallback()}willUpdate(e){e.has(`muted`)&&(this.isMuted=this.muted)}updated(e){e.has(`entity`)&&this.isWatched&&this.start(),this.look(),this.video.muted=this.isMuted}render(){let e=this.playerState===`ready`&&this.hasPicture;return T`<div class="picture">
      <video
        playsinline
        aria-label=${I(`card.live_of`,{name:J(this.hass,this.entity)})}
        @playing=${()=>this.hasPicture=!0}
        @emptied=${()=>this.hasPicture=!1}
      ></video>
      ${e?D:this.renderStill()}
      <div class="over">${this.renderNote(e)} ${this.renderChips()}</div>
      ${this.renderCaption()}
      ${e?T`<button
              class="sound round"
              aria-label=${this.isMuted?I(`card.unmute`):I(`card.mute`)}
              @click=${()=>this.isMuted=!this.isMuted}
            >
              ${z(this.isMuted?`M12,4L9.91,6.09L12,8.18M4.27,3L3,4.27L7.73,9H3V15H7L12,20V13.27L16.25,17.53C15.58,18.04 14.83,18.46 14,18.7V20.77C15.38,20.45 16.63,19.82 17.68,18.96L19.73,21L21,19.73L12,10.73M19,12C19,12.94 18.8,13.82 18.46,14.64L19.97,16.15C20.62,14.91 21,13.5 21,12C21,7.72 18,4.14 14,3.23V5.29C16.89,6.15 19,8.83 19,12M16.5,12C16.5,10.23 15.5,8.71 14,7.97V10.18L16.45,12.63C16.5,12.43 16.5,12.21 16.5,12Z`:`M14,3.23V5.29C16.89,6.15 19,8.83 19,12C19,15.17 16.89,17.84 14,18.7V20.77C18,19.86 21,16.28 21,12C21,7.72 18,4.14 14,3.23M16.5,12C16.5,10.23 15.5,8.71 14,7.97V16C15.5,15.29 16.5,13.76 16.5,12M3,9V15H7L12,20V4L7,9H3Z`)}
            </button>`:D}
    </div>`}renderStill(){let e=this.hass.states[this.entity]?.attributes.entity_picture;return typeof e==`string`?T`<img
      src=${this.hass.hassUrl(`${e}&t=${this.tick}`)}
      loading="lazy"
      class=${this.isStillMissing?`missing`:D}
      @load=${()=>this.isStillMissing=!1}
      @error=${()=>this.isStillMissing=!0}
      alt=${I(`card.live_of`,{name:J(this.hass,this.entity)})}
    />`:D}renderNote(e){return e?D:T`<p class="note" role="status">
      ${I(this.isReachable()?Hn(this.playerState):`card.live_away`)}
    </p>`}isReachable(){return this.hass.states[this.entity]?.state!==`idle`}renderChips(){let e=Nn(this.hass,this.entity,`switch.recording`)?[I(`card.not_recording`)]:[];if(this.people)for(let{name:t}of this.now?.visits??[])e.push(t===null?I(`card.stranger_here`):I(`card.here`,{name:t}));return this.now?.is_speaking&&e.push(I(`card.speaking`)),e.length===0?D:T`<ul class="chips">
      ${e.map(e=>T`<li dir="auto">${e}</li>`)}
    </ul>`}renderCaption(){let{line:e=null,name:t=null}=this.now??{};return e===null||Date.now()-e.end_ms>Bn?D:T`<p class="caption" dir="auto">${t===null?``:`${t}: `}${e.text}</p>`}start(){this.stop();let e=this.turn,t=new en(this.video);this.player=t,t.state.subscribe(e=>this.told(e)),new wn(()=>this.hass,this.entity).live().then(n=>{e===this.turn&&t.open(n,Date.now())},()=>{e===this.turn&&this.told(`failed`)})}stop(){this.turn++,clearTimeout(this.retrying),this.player?.stop(),this.player=null,this.hasPicture=!1}told(e){this.playerState=e,e===`ready`&&(this.failures=0),(e===`failed`||e===`offline`||e===`missing`)&&(clearTimeout(this.retrying),this.retrying=setTimeout(()=>this.start(),$e(this.failures++)))}};Y([N({attribute:!1})],X.prototype,`hass`,void 0),Y([N({attribute:!1})],X.prototype,`entity`,void 0),Y([N({attribute:!1})],X.prototype,`now`,void 0),Y([N({type:Boolean})],X.prototype,`people`,void 0),Y([N({type:Boolean})],X.prototype,`muted`,void 0),Y([P()],X.prototype,`isMuted`,void 0),Y([P()],X.prototype,`playerState`,void 0),Y([P()],X.prototype,`hasPicture`,void 0),Y([P()],X.prototype,`isStillMissing`,void 0),Y([P()],X.prototype,`tick`,void 0),Y([Xe(`video`)],X.prototype,`video`,void 0),X=Y([R(`wf-card-live`)],X);function Hn(e){return e===`unplayable`?`card.live_unplayable`:e===`idle`||e===`loading`||e===`ready`?`card.live_coming`:`card.live_failed`}var Un=f`
  :host {
    display: block;
    height: 100%;
  }
  ha-card {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    padding-block: 0.35rem;
    padding-inline: 0.75rem 0.35rem;
  }
  h2,
  .camera {
    flex: 1;
    min-width: 6rem;
  }
  h2 {
    overflow: hidden;
    text-align: left; /* a name of any language begins where the card does */
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  select {
    max-width: 11rem;
    min-height: 2.25rem;
    padding: 0 0.4rem;
  }
  .views {
    display: flex;
    margin-inline-start: auto;
  }
  .views .round {
    width: 2.25rem;
    min-height: 2.25rem;
  }
  .problem {
    display: grid;
    flex: 1;
    place-content: center;
    min-height: 7rem;
    margin: 0;
    padding: 1rem;
    text-align: center;
  }
  .problem[passing] {
    flex: none;
    min-height: 0;
    padding: 0.35rem 0.75rem;
    background: color-mix(in srgb, var(--wf-warn) 20%, transparent);
  }
`,Wn=`wallflower-card`,Z=[`live`,`timeline`,`transcript`],Q={recording:`recorded`,motion:`motion`,speech:`speech`,faces:`visits`},Gn=168,Kn=500,qn=24,Jn=50;function Yn(e){let t=e.open_panel;return{cameras:Xn(e),view:Zn(e.view),hours:$n(e,`hours`,qn,Gn),lanes:Qn(e.lanes),transcript_lines:$n(e,`transcript_lines`,Jn,Kn),people:er(e,`people`),keywords:tr(e.keywords,`keywords`)??[],muted:er(e,`muted`),open_panel:typeof t==`string`?t:er(e,`open_panel`)}}function Xn(e){let t=tr(e.cameras??e.camera??e.entity,`cameras`)??[];if(t.length===0||t.some(e=>!e.startsWith(`camera.`)))throw Error(I(`card.config.cameras`));return t}function Zn(e){if(e==null)return`live`;let t=Z.find(t=>t===e);if(t===void 0)throw Error(I(`card.config.one_of`,{option:`view`,values:Z.join(`, `)}));return t}function Qn(e){let t=Object.keys(Q),n=(tr(e,`lanes`)??t).map(e=>Q[e]);if(n.length===0||!n.every(e=>e!==void 0))throw Error(I(`card.config.one_of`,{option:`lanes`,values:t.join(`, `)}));return n}function $n(e,t,n,r){let i=e[t]??n;if(typeof i!=`number`||!Number.isInteger(i)||i<1||i>r)throw Error(I(`card.config.count`,{option:t,most:r}));return i}function er(e,t){let n=e[t]??!0;if(typeof n!=`boolean`)throw Error(I(`card.config.switch`,{option:t}));return n}function tr(e,t){if(e==null)return null;let n=Array.isArray(e)?e:[e];if(!n.every(e=>typeof e==`string`))throw Error(I(`card.config.texts`,{option:t}));return n}function nr(e,t){return{type:`custom:${Wn}`,cameras:e,view:t,hours:qn,lanes:Object.keys(Q),transcript_lines:Jn,people:!0,muted:!0,open_panel:!0}}function rr(e){return nr(Mn(e).slice(0,1),`live`)}function ir(e,t){let n=e.entities[t];if(n?.platform!==`thewallflower`)return null;let r=t.startsWith(`camera.`),i=r?t:q(e,t)[`camera.camera`];if(i===void 0)return null;let a=r?`live`:n.translation_key===`last_transcript`?`transcript`:`timeline`;return{config:nr([i],a)}}var ar={live:6,timeline:10,transcript:8},or=[`cameras`,`view`,`hours`,`lanes`,`transcript_lines`,`people`,`keywords`,`muted`,`open_panel`];function sr(){return{schema:or.map(e=>({name:e,required:e===`cameras`,selector:cr(e)})),computeLabel:({name:e})=>I(`card.option.${e}.label`),computeHelper:({name:e})=>I(`card.option.${e}.help`),assertConfig:e=>{let{camera:t,entity:n,open_panel:r}=e;if(t!==void 0||n!==void 0||typeof r==`string`)throw Error(I(`card.config.by_hand`))}}}function cr(e){switch(e){case`cameras`:return{entity:{multiple:!0,filter:[{domain:`camera`,integration:An}]}};case`view`:return{select:{mode:`dropdown`,options:Z.map(e=>({value:e,label:I(`card.view.${e}`)}))}};case`hours`:return{number:{min:1,max:168,mode:`box`,unit_of_measurement:`h`}};case`lanes`:return{select:{multiple:!0,mode:`list`,options:Object.entries(Q).map(([e,t])=>({value:e,label:I(`timeline.lane.${t}`)}))}};case`transcript_lines`:return{number:{min:1,max:500,mode:`box`}};case`keywords`:return{text:{multiple:!0}};default:return{boolean:{}}}}var lr={live:e,timeline:u,transcript:l},ur=3,$=class extends M{constructor(...e){super(...e),this.config=null,this.view=`live`,this.entity=``,this.now=null,this.days=[],this.day=null,this.problem=null,this.themes=0,this.leave=null,this.connection=null,this.followed=``,this.turn=0,this.failures=0,this.language=``,this.reconnected=()=>{this.leave=null,queueMicrotask(this.followAgain)},this.followAgain=()=>{this.unfollow(),this.requestUpdate()}}static{this.styles=[Vt,Ht,Ut,Ln,Un]}static getConfigForm(){return sr()}static getStubConfig(e){return rr(e)}setConfig(e){let t=Yn(e);this.config=t,this.view=t.view,t.cameras.includes(this.entity)||this.enter(t.cameras[0]??``)}getCardSize(){return ar[this.config?.view??`live`]}getGridOptions(){return{columns:12,rows:ar[this.config?.view??`live`],min_columns:6,min_rows:3}}disconnectedCallback(){this.unfollow(),super.disconnectedCallback()}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.requestUpdate()}shouldUpdate(e){let t=e.get(`hass`),{hass:n}=this;if(e.size>1||t===void 0||n===void 0)return!0;let r=[...this.config?.cameras??[],...Object.values(q(n,this.entity))];return[`config`,`entities`,`locale`,`themes`,`panels`].some(e=>t[e]!==n[e])||r.some(e=>t.states[e]!==n.states[e])}willUpdate(e){let{hass:t}=this;if(t===void 0)return;let n=e.get(`hass`);n?.themes!==t.themes&&(this.toggleAttribute(`dark`,t.themes.darkMode),this.themes++),n?.locale!==t.locale&&this.speak(t),this.view!==`live`&&ot(()=>import(`./card-day-Dsg08l-y.js`),[],import.meta.url),this.isConnected&&this.entity!==this.followed&&this.follow(t)}render(){let{hass:e,config:t}=this;return e===void 0||t===null?T`<ha-card></ha-card>`:T`<ha-card dir="ltr">
      <div class="head">
        ${t.cameras.length>1?this.renderCameras(e,t):T`<h2 dir="auto">${J(e,this.entity)}</h2>`}
        ${this.view===`live`?D:this.renderDays(t)}
        <div class="views" role="group" aria-label=${I(`card.views`)}>
          ${Z.map(e=>this.renderView(e))} ${this.renderPanel(e,t)}
        </div>
      </div>
      ${this.renderBody(e,t)}
    </ha-card>`}renderBody(e,t){let{entity:n}=this,r=this.problemOf(e),i=r!==null&&this.view!==`live`&&this.days.length>0&&this.isLost(e),a=r===null?D:T`<p class="problem" ?passing=${i} role="alert">${r}</p>`;return r!==null&&!i?T`${a}`:this.view===`live`?T`<wf-card-live
        .hass=${e}
        .entity=${n}
        .now=${this.now}
        .people=${t.people}
        .muted=${t.muted}
      ></wf-card-live>`:T`${a}<wf-card-day
        .hass=${e}
        .entity=${n}
        .config=${t}
        .mode=${this.view}
        .day=${this.day}
        .now=${this.now}
        .theme=${this.themes}
      ></wf-card-day>`}problemOf(e){let{entity:t}=this;return e.states[t]===void 0?jn(e)?I(`card.starting`):I(`card.gone`,{entity:t}):(e.entities[t]?.platform??`thewallflower`)===`thewallflower`?this.isLost(e)?I(`card.unavailable`):this.problem:I(`card.not_ours`)}isLost({states:e}){return e[this.entity]?.state===`unavailable`||this.now?.is_available===!1}renderCameras(e,t){return T`<select class="camera" aria-label=${I(`timeline.camera`)} @change=${e=>this.enter(e.target.value)}>
      ${t.cameras.map(t=>Bt(t,J(e,t),t===this.entity))}
    </select>`}renderDays(e){return T`<select aria-label=${I(`card.when`)} @change=${e=>{let{value:t}=e.target;this.day=this.days.find(({date:e})=>e===t)??null}}>
      ${Bt(``,I(`card.last_hours`,{count:e.hours}),this.day===null)}
      ${this.days.map(({date:e,start_ms:t})=>Bt(e,Ct(t),e===this.day?.date))}
    </select>`}renderView(e){let t=I(`card.view.${e}`);return T`<button
      class="plain round"
      aria-label=${t}
      title=${t}
      aria-pressed=${e===this.view}
      @click=${()=>this.view=e}
    >
      ${z(lr[e])}
    </button>`}renderPanel(e,{open_panel:t}){let n=typeof t==`string`?t:t?Fn(e):null;if(n===null)return D;let r=I(`card.open_panel`);return T`<a class="button plain round" href=${n} aria-label=${r} title=${r}>
      ${z(`M14,3V5H17.59L7.76,14.83L9.17,16.24L19,6.41V10H21V3M19,19H5V5H12V3H5C3.89,3 3,3.9 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V12H19V19Z`)}
    </a>`}enter(e){this.entity=e,this.now=this.day=this.problem=null,this.days=[]}speak(e){let{language:t,time_format:n}=e.locale,r=n===`12`||n===`24`;bt({timeZone:Pn(e),...r?{hour12:n===`12`}:{}}),t!==this.language&&(this.language=t,pt(t).then(()=>this.again()))}again(){this.requestUpdate();for(let e of this.renderRoot.querySelectorAll(`wf-card-day, wf-card-live`))e instanceof M&&e.requestUpdate()}async follow(e){this.unfollow(),this.connection=e.connection,this.connection.addEventListener(`ready`,this.reconnected);let{entity:t,turn:n}=this;if(this.followed=t,t===``||e.states[t]===void 0){this.followed=``;return}let r=new wn(()=>this.hass??e,t);try{let t=await r.follow(t=>{if(n!==this.turn)return;let i=t.is_available&&this.now?.is_available!==!0;this.now=t,i&&this.readDays(r,e)});if(n!==this.turn){t();return}this.leave=t,this.problem=null,this.failures=0}catch(e){if(n!==this.turn)return;this.problem=Tn(e),this.retrying=setTimeout(this.followAgain,$e(ur+this.failures++))}}async readDays(e,t){let{turn:n}=this,r=await e.days(Pn(t)).catch(()=>[]);n===this.turn&&(this.days=r)}unfollow(){this.turn++,clearTimeout(this.retrying),this.connection?.removeEventListener(`ready`,this.reconnected),this.leave?.(),this.leave=this.connection=null,this.followed=``}};Y([N({attribute:!1})],$.prototype,`hass`,void 0),Y([P()],$.prototype,`config`,void 0),Y([P()],$.prototype,`view`,void 0),Y([P()],$.prototype,`entity`,void 0),Y([P()],$.prototype,`now`,void 0),Y([P()],$.prototype,`days`,void 0),Y([P()],$.prototype,`day`,void 0),Y([P()],$.prototype,`problem`,void 0),Y([P()],$.prototype,`themes`,void 0),$=Y([R(Wn)],$),pt(document.documentElement.lang).then(()=>{let e=window.customCards??=[];e.some(e=>`type`in e&&e.type===`wallflower-card`)||e.push({type:Wn,name:I(`card.name`),description:I(`card.description`),preview:!0,getEntitySuggestion:ir})});export{f as $,Rt as A,Ct as B,en as C,Ut as D,Ht as E,Ot as F,$e as G,St as H,B as I,N as J,Xe as K,z as L,Pt as M,Nt as N,Vt as O,Dt as P,T as Q,R,an as S,Wt as T,wt as U,Et as V,I as W,D as X,M as Y,E as Z,un as _,wn as a,o as at,ln as b,kn as c,K as d,t as et,Sn as f,on as g,U as h,J as i,a as it,It as j,Lt as k,hn as l,bn as m,Rn as n,r as nt,Tn as o,s as ot,xn as p,P as q,Nn as r,i as rt,En as s,c as st,Y as t,n as tt,vn as u,cn as v,V as w,pn as x,sn as y,xt as z};