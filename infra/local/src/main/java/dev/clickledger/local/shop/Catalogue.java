package dev.clickledger.local.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the shop sells: the products that the sample market advertises, and some that nobody does.
 */
final class Catalogue {

    private static final int LONGEST_TERM = 100;

    private static final String COMPUTERS = "electronics/computers";
    private static final String AUDIO = "electronics/audio";
    private static final String BOOKS = "books";

    private static final Map<String, Words> SHELVES = new LinkedHashMap<>();

    static {
        SHELVES.put(COMPUTERS, new Words("컴퓨터", "Computers"));
        SHELVES.put(AUDIO, new Words("오디오", "Audio"));
        SHELVES.put(BOOKS, new Words("책", "Books"));
    }

    private static final List<Product> PRODUCTS =
            List.of(
                    new Product(
                            "laptop-air-13",
                            new Words("한빛 에어 13", "Hanbit Air 13"),
                            new Words("1kg이 안 되는 13인치 노트북", "A 13-inch laptop under a kilogram"),
                            COMPUTERS,
                            1_290_000,
                            Picture.LAPTOP,
                            "laptop notebook 노트북"),
                    new Product(
                            "laptop-pro-15",
                            new Words("남산 프로 15", "Namsan Pro 15"),
                            new Words(
                                    "하루 종일 가는 15인치 작업용 노트북",
                                    "A 15-inch workhorse that lasts the day"),
                            COMPUTERS,
                            1_890_000,
                            Picture.LAPTOP,
                            "laptop notebook 노트북"),
                    new Product(
                            "laptop-student-14",
                            new Words("새싹 14", "Saessak 14"),
                            new Words("학생을 위한 14인치 노트북", "A 14-inch laptop for students"),
                            COMPUTERS,
                            690_000,
                            Picture.LAPTOP,
                            "laptop notebook 노트북"),
                    new Product(
                            "monitor-27",
                            new Words("창문 27", "Window 27"),
                            new Words(
                                    "눈이 편한 27인치 4K 모니터", "A 27-inch 4K monitor, easy on the eyes"),
                            COMPUTERS,
                            420_000,
                            Picture.MONITOR,
                            "monitor display 모니터"),
                    new Product(
                            "headphones-silence",
                            new Words("달빛 고요", "Dalbit Silence"),
                            new Words(
                                    "지하철도 조용해지는 무선 헤드폰",
                                    "Wireless headphones that hush the subway"),
                            AUDIO,
                            329_000,
                            Picture.HEADPHONES,
                            "headphones 헤드폰"),
                    new Product(
                            "headphones-studio",
                            new Words("소리 스튜디오", "Sori Studio"),
                            new Words("있는 그대로 들려주는 유선 헤드폰", "Wired headphones that add nothing"),
                            AUDIO,
                            219_000,
                            Picture.HEADPHONES,
                            "headphones 헤드폰"),
                    new Product(
                            "speaker-mini",
                            new Words("조약돌 스피커", "Pebble Speaker"),
                            new Words("주머니에 들어가는 스피커", "A speaker for a coat pocket"),
                            AUDIO,
                            59_000,
                            Picture.SPEAKER,
                            "speaker 스피커"),
                    new Product(
                            "atlas-of-seoul",
                            new Words("서울 지도책", "Atlas of Seoul"),
                            new Words(
                                    "골목까지 그린 서울의 지도 140장", "Seoul in 140 maps, down to the alleys"),
                            BOOKS,
                            38_000,
                            Picture.MAP,
                            "atlas map book 지도 책"),
                    new Product(
                            "hangang-walks",
                            new Words("한강을 걷는 스무 날", "Twenty Walks by the Han"),
                            new Words("다리와 다리 사이의 산책", "From bridge to bridge on foot"),
                            BOOKS,
                            17_000,
                            Picture.BOOK,
                            "book walk 책 산책"),
                    new Product(
                            "ledgers-of-the-market",
                            new Words("장부로 읽는 시장", "A Market in Ledgers"),
                            new Words("한 푼까지 맞아떨어지는 이야기", "Stories that balance to the last won"),
                            BOOKS,
                            22_000,
                            Picture.BOOK,
                            "book ledger 책 장부"));

    private Catalogue() {}

    static Map<String, Words> shelves() {
        return SHELVES;
    }

    static List<Product> all() {
        return PRODUCTS;
    }

    static List<Product> on(String shelf) {
        return PRODUCTS.stream().filter(product -> product.shelf().equals(shelf)).toList();
    }

    static Optional<Product> find(String id) {
        return PRODUCTS.stream().filter(product -> product.id().equals(id)).findFirst();
    }

    static List<Product> search(String term) {
        String wanted = term.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty() || wanted.length() > LONGEST_TERM
                ? List.of()
                : PRODUCTS.stream().filter(product -> product.matches(wanted)).toList();
    }
}
