/** Where one of several faces is in an image, in its pixels; `index` names it to the server. */
export interface Place {
  index: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Read the faces from the server's sentence about an image with several; none if it has another shape. */
export function placesIn(message: string): Place[] {
  return [...message.matchAll(/(\d+): (\d+)×(\d+) at (-?\d+),(-?\d+)/g)].map(([, ...numbers]) => {
    const [index = 0, width = 0, height = 0, left = 0, top = 0] = numbers.map(Number);
    return { index, left, top, width, height };
  });
}
