type Constructor = CustomElementConstructor;

/** Define an element that the dashboard card has, too: a page that loads two builds of the card keeps the first one's. */
export function sharedElement(name: string): (element: Constructor) => void {
  return (element) => {
    if (customElements.get(name) === undefined) customElements.define(name, element);
  };
}
