/** Return the list with an item of this id replaced, or added at its end. */
export function put<Item extends { id: string | number }>(list: readonly Item[], item: Item): Item[] {
  const index = list.findIndex(({ id }) => id === item.id);
  return index < 0 ? [...list, item] : list.with(index, item);
}

/** Return the list without the item of this id. */
export function without<Item extends { id: string }>(list: readonly Item[], id: string): Item[] {
  return list.filter((item) => item.id !== id);
}
