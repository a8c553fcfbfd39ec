import { useMemo, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { arrangeCatalogue, categoriesOf, type Product } from './catalogue';
import { catalogueApi, type ProductPage } from './catalogue-api';
import { MESSAGES } from './messages';
import { ProductCard } from './product-card';
import { ProductDialog } from './product-dialog';
import { useSignedIn } from '../../api/context';
import { language } from '../../i18n/language';
import { useMessages } from '../../i18n/messages';
import { Chips } from '../../kit/chips';
import { Icon } from '../../kit/icon';
import { More } from '../../kit/more';
import { PageHead } from '../../kit/page-head';
import { Search } from '../../kit/search';
import { SHARED } from '../../kit/shared-messages';
import { EmptyState, WhenLoaded } from '../../kit/states';
import { useLoad } from '../../kit/use-load';
import { useStore } from '../../kit/use-store';
import './catalogue.css';

const ALL = '';

export default function CatalogueView() {
  const { apis, isAdmin } = useSignedIn();
  const messages = useMessages(MESSAGES);
  const { route } = useLocation();
  const { id } = useRoute().params;
  const api = useMemo(() => catalogueApi(apis), [apis]);
  const loading = useLoad<ProductPage>((signal) => api.list(undefined, signal), [api]);
  const put = (product: Product) => loading.put(({ items, next }) => ({ next, items: [product, ...items.filter((one) => one.id !== product.id)] }));
  const loadMore = async (next: string) => {
    const page = await api.list(next);
    loading.put(({ items }) => ({ next: page.next, items: [...items, ...page.items.filter((one) => items.every((known) => known.id !== one.id))] }));
  };
  return (
    <>
      <PageHead title={messages.title}>
        {isAdmin && <a class="button primary" href="/catalogue/new"><Icon name="plus" />{messages.create}</a>}
      </PageHead>
      <WhenLoaded of={loading} skeleton={<CatalogueSkeleton />}>
        {({ items, next }) => (
          <>
            <Products products={items} />
            {next !== undefined && <More onMore={() => loadMore(next)} />}
            {isAdmin && id !== undefined && (
              <ProductDialog
                key={id}
                product={items.find((product) => product.id === id)}
                id={id === 'new' ? undefined : id}
                api={api}
                onStored={put}
                onClose={() => route('/catalogue')}
              />
            )}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function Products({ products }: { readonly products: readonly Product[] }) {
  const messages = useMessages(MESSAGES);
  const shared = useMessages(SHARED);
  const locale = useStore(language);
  const [text, setText] = useState('');
  const [category, setCategory] = useState(ALL);
  const arranged = useMemo(
    () => arrangeCatalogue(products, { text, ...(category !== ALL && { category }) }, locale), [products, text, category, locale],
  );
  if (products.length === 0) { return <EmptyState icon="catalogue" title={messages.noneTitle}><p>{messages.noneLead}</p></EmptyState>; }
  const options = [{ value: ALL, label: shared.all }, ...categoriesOf(products, locale).map((value) => ({ value, label: value }))];
  return (
    <>
      <div class="tools">
        <Search label={messages.search} value={text} onValue={setText} />
        <Chips legend={messages.category} options={options} value={category} onValue={setCategory} />
      </div>
      {arranged.length > 0
        ? <ul class="products">{arranged.map((product) => <ProductCard key={product.id} product={product} />)}</ul>
        : (
          <EmptyState icon="search" title={messages.nothingFound}>
            <button type="button" class="button" onClick={() => { setText(''); setCategory(ALL); }}>{messages.clear}</button>
          </EmptyState>
        )}
    </>
  );
}

function CatalogueSkeleton() {
  return (
    <>
      <div class="tools"><div class="skeleton tools-room" /></div>
      <div class="products">{Array.from({ length: 6 }, (_, i) => <div key={i} class="skeleton product-room" />)}</div>
    </>
  );
}
