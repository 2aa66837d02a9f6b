package dev.ringdown.conformance.company;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Makes people up: names as people have them, in many scripts, with numbers that exist in their countries. */
final class People {

    /**
     * Names of one part of the world.
     *
     * @param share     of a hundred people
     * @param country   calling code
     * @param trunk     what the national form of a mobile number has before the digits
     * @param mobile    how mobile numbers begin there, behind the calling code
     * @param digits    how many digits of such a number follow
     * @param joint     what stands between the two names
     * @param familyFirst which of the two comes first
     */
    private record Region(int share, String country, String trunk, String mobile, int digits, String joint, boolean familyFirst, List<String> given,
                          List<String> family) {

        static Region of(int share, String country, String trunk, String mobile, int digits, String joint, boolean familyFirst, String given,
                         String family) {
            return new Region(share, country, trunk, mobile, digits, joint, familyFirst, List.of(given.split(" ")), List.of(family.split(" ")));
        }
    }

    private static final List<Region> REGIONS = List.of(
            Region.of(48, "27", "0", "82", 7, " ", false,
                    "Thandiwe Sipho Lerato Pieter Johan Anele Nomsa Kagiso Zanele Bongani Ayanda Themba Naledi Willem Marike Elize Riaan Chantal "
                            + "Tshepo Mpho Precious Gugu Sizwe Nosipho Hendrik Annelie Vusi Refilwe Karabo Dineo Lungile Andile Busisiwe Francois Ilse",
                    "Nkosi Dlamini Botha Pillay Naidoo Van-der-Merwe Mokoena Khumalo Zulu Ndlovu Smith Jacobs Mahlangu Sithole Venter Pretorius Kruger "
                            + "Mthembu Moloi Baloyi Govender Reddy Fourie Coetzee Maseko Radebe Ngcobo Williams Adams September O’Connor Steyn"),
            Region.of(16, "44", "0", "7400", 6, " ", false,
                    "Oliver Amelia Harry Isla Jack Emily Noah Ava Zoë Chloë George Freya Arthur Poppy Theo Siobhán Seán Niamh Rhys Cerys",
                    "Jones Taylor Brown Davies Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Clarke "
                            + "Ó-Briain MacLeod Featherstone-Haugh"),
            Region.of(8, "49", "0", "1512", 7, " ", false,
                    "Jürgen Käthe Günter Björn Sören Ursula Heinz Anneliese Lukas Mia Jonas Emma Felix Leonie Paul Grażyna Łukasz Jiří",
                    "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Größler Weiß Köhler Jäger Łukasiewicz Dvořák Nuñez"),
            Region.of(6, "86", "", "138", 8, "", true, "小明 丽 伟 芳 娜 敏 静 强 磊 军 洋 勇 艳 杰 娟 涛 超 秀英 霞 平 刚 桂英",
                    "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗"),
            Region.of(6, "91", "0", "98", 8, " ", false, "आरव विवान आदित्य अनन्या दीया प्रिया राहुल संजय कविता मीना राजेश सुनीता अमित नेहा पूजा",
                    "शर्मा वर्मा गुप्ता सिंह पटेल कुमार रेड्डी अय्यर नायर मेहता जोशी चौधरी"),
            Region.of(5, "7", "8", "916", 7, " ", false, "Александр Мария Дмитрий Анна Сергей Ольга Андрей Елена Михаил Наталья Иван Татьяна Алексей",
                    "Иванов Смирнова Кузнецов Попова Васильев Петрова Соколов Михайлова Новиков Фёдорова Морозов Волкова"),
            Region.of(4, "20", "0", "100", 7, " ", false, "محمد أحمد فاطمة علي مريم حسن نور عمر زينب يوسف سارة خالد ليلى إبراهيم",
                    "السيد حسين عبدالله محمود إبراهيم خليل منصور سليمان يوسف صالح"),
            Region.of(2, "30", "", "69", 8, " ", false, "Γιώργος Μαρία Δημήτρης Ελένη Κώστας Κατερίνα Νίκος Βασιλική",
                    "Παπαδόπουλος Παπαδοπούλου Νικολάου Γεωργίου Αντωνίου Δημητρίου"),
            Region.of(2, "972", "0", "54", 7, " ", false, "דוד שרה משה רחל יעקב לאה אברהם חנה", "כהן לוי מזרחי פרץ ביטון דהן אברהם"),
            Region.of(2, "81", "0", "90", 8, " ", true, "陽翔 結衣 蓮 さくら 大輔 美咲 翔太 陽菜 健 愛", "佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤"),
            Region.of(1, "251", "0", "911", 6, " ", false, "አበበ ሰላም ተስፋዬ ህይወት ዳዊት ሄለን", "ከበደ ተሰማ አለሙ በቀለ ግርማ"));

    private static final List<String> MAIL_HOSTS = List.of("example.com", "example.com", "example.com", "mail.example", "example.org", "example.net",
            "post.example");

    private final SplittableRandom random;

    People(SplittableRandom random) {
        this.random = random;
    }

    /**
     * A person.
     *
     * @param name     null: nobody knows it
     * @param mobile   in E.164; null: none, then there is an address
     * @param national the digits of the number as people of its country write it
     */
    record Person(String name, String mobile, String national, String email) {

        /** The contact by which the hub knows a customer again. */
        String contactKey() {
            return mobile == null ? "email:" + email : "phone:" + mobile;
        }
    }

    /** @param number of its own, at most ten millions: it makes number and address unlike all others */
    Person person(int number) {
        Region region = region();
        String given = any(region.given);
        String family = any(region.family);
        String name = region.familyFirst ? family + region.joint + given : given + region.joint + family;
        int chance = random.nextInt(100);
        // Other people's numbers end in nearly the same digits.
        String last = String.format(Locale.ROOT, "%0" + region.digits + "d", number * 7L % pow10(region.digits));
        boolean phoned = chance < 92 && number * 7L < pow10(region.digits);
        boolean mailed = !phoned || chance < 70;
        return new Person(chance == 50 ? null : name,
                phoned ? "+" + region.country + region.mobile + last : null, phoned ? region.trunk + region.mobile + last : null,
                mailed ? ascii(given) + '.' + ascii(family) + number + '@' + any(MAIL_HOSTS) : null);
    }

    private Region region() {
        int left = random.nextInt(100);
        for (Region region : REGIONS) {
            left -= region.share;
            if (left < 0) {
                return region;
            }
        }
        throw new IllegalStateException("The shares are less than a hundred");
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static long pow10(int digits) {
        return Math.round(Math.pow(10, digits));
    }

    /** As much of a name as mail addresses usually have. */
    private static String ascii(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        return letters.isEmpty() ? "user" : letters;
    }

    /**
     * A word by which a customer is found, as the table {@code customer_word} has it.
     *
     * @param kind 1 the name, 2 the address, 3 a further word of either
     */
    record Word(int kind, String word) {
    }

    /** The words by which customers are found; whether these are the ones that the server makes, a test tells. */
    static Set<Word> words(Person person) {
        Set<Word> words = new LinkedHashSet<>();
        Set<String> parts = new LinkedHashSet<>();
        add(words, parts, 1, person.name);
        add(words, parts, 2, person.email);
        List<Word> wholes = List.copyOf(words);
        for (String part : parts) {
            if (wholes.stream().noneMatch(whole -> whole.word.startsWith(part))
                    && parts.stream().noneMatch(longer -> longer.startsWith(part) && !longer.equals(part))) {
                words.add(new Word(3, part));
            }
        }
        return words;
    }

    private static void add(Set<Word> words, Set<String> parts, int kind, String text) {
        if (text == null) {
            return;
        }
        String whole = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        words.add(new Word(kind, whole));
        for (String word : whole.split(" ")) {
            parts.add(word);
            for (String part : word.split("[\\p{P}\\p{S}]+")) {
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
        }
    }

    /** How two of the words begin, the lesser first; as the server makes them, too. Nobody here has so many words that the server would have none. */
    static List<byte[]> pairs(Set<Word> words) {
        List<byte[]> beginnings = words.stream().map(one -> Arrays.copyOf(one.word.getBytes(StandardCharsets.UTF_8), 3)).sorted(Arrays::compareUnsigned).toList();
        List<byte[]> pairs = new ArrayList<>();
        for (int i = 0; i < beginnings.size(); i++) {
            for (byte[] other : beginnings.subList(i + 1, beginnings.size())) {
                byte[] pair = Arrays.copyOf(beginnings.get(i), 6);
                System.arraycopy(other, 0, pair, 3, 3);
                boolean same = Arrays.equals(beginnings.get(i), other);
                if (!same && pairs.stream().noneMatch(known -> Arrays.equals(known, pair))) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    /** Bits for how the words begin; these, too, are to be those that the server makes. */
    static long letters(Set<Word> words) {
        long letters = 0;
        for (Word one : words) {
            byte[] word = one.word.getBytes(StandardCharsets.UTF_8);
            for (int length = 1; length <= Math.min(3, word.length); length++) {
                CRC32 beginning = new CRC32();
                beginning.update(word, 0, length);
                letters |= 1L << beginning.getValue() % Long.SIZE;
            }
        }
        return letters;
    }
}
