/**
 * Works on items, some at the same time, and yields the results in the order of the items, however they come: sums of floats depend
 * on their order. No more than `lanes` results are held at any time.
 *
 * @param lanes most at the same time, at least 1
 * @param isStopped asked before each item: no further one is begun once it says so, and what was begun is still yielded
 * @throws what the first item that failed threw, when everything that was begun has ended
 */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<Result>,
  isStopped: () => boolean = () => false,
): AsyncGenerator<Result, void, undefined> {
  const running: Promise<Result>[] = [];
  let next = 0;
  const begin = () => {
    while (running.length < lanes && next < items.length && !isStopped()) {
      const index = next++;
      running.push(work(items[index]!, index));
    }
  };
  try {
    for (begin(); running.length > 0; begin()) yield await running.shift()!;
  } finally {
    // A failure, or a caller that has seen enough: nothing goes on behind its back.
    await Promise.allSettled(running);
  }
}
